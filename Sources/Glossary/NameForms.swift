/// What a title is called in short, and how each of these names is made of it: for each form of one title the same form
/// of another can be asked for.
package struct NameForms: Sendable {
  /// How a name is made of its title.
  package struct Form: Hashable, Sendable {
    fileprivate var name: String
    /// The number among the plurals or singulars; nil for the form itself.
    fileprivate var plural: Int?
    fileprivate var singular: Int?
  }

  private var formsByKey: [LabelKey: Form] = [:]
  private var formsByJoinedKey: [UInt64: Form] = [:]
  private var namesByForm: [Form: String] = [:]

  package init(of title: String, matching: LabelMatching, kindWords: KindWords) {
    let forms = TitleParts(title).forms(kindWords)
    var all = forms.map { (Form(name: $0.form), $0.name) }
    for (form, name) in forms {
      for (index, plural) in EnglishInflection.plurals(of: name).enumerated() {
        all.append((Form(name: form, plural: index), plural))
      }
    }
    for (form, name) in forms {
      for (index, singular) in EnglishInflection.singularCandidates(of: name).enumerated() {
        all.append((Form(name: form, singular: index), singular))
      }
    }
    for (form, name) in all {
      namesByForm[form] = name
      let key = LabelKey(name, matching: matching, use: .secondBracket)
      if formsByKey[key] == nil { formsByKey[key] = form }
      if formsByJoinedKey[key.joined] == nil { formsByJoinedKey[key.joined] = form }
    }
  }

  /// All names, in no order.
  package var names: [String] { Array(namesByForm.values) }

  /// The form that a label is, hyphens and blanks read alike; nil where the title is not called so.
  package func form(of key: LabelKey) -> Form? { formsByKey[key] ?? formsByJoinedKey[key.joined] }

  /// The name of a form; of one that the title does not have nil, or the usual plural where it has one.
  package func name(of form: Form) -> String? {
    if let name = namesByForm[form] { return name }
    return form.plural.flatMap { $0 > 0 ? namesByForm[Form(name: form.name, plural: 0)] : nil }
  }
}
