// swift-tools-version: 6.2

import PackageDescription

// Each target may import only the targets it lists here; `Tests/TidyTests` holds this
// list against the table in `Sources/README.md`.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// For what reads arguments and spells out messages: there the executable's size counts for more than speed.
let small: [SwiftSetting] = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func module(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  _ settings: [SwiftSetting] = strict,
  resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "glossa",
  products: [
    .executable(name: "glossa", targets: ["glossa"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // MARK: Text and syntax
    .systemLibrary(
      name: "CMarkGFM",
      pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
    ),
    module("SourceText"),
    .systemLibrary(name: "LibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    module("YAMLDocument", ["LibYAML"]),
    module("MarkdownSyntax", ["SourceText", "CMarkGFM"]),

    // MARK: Glossary and site
    module("Glossary", ["SourceText", "MarkdownSyntax"]),
    module("SiteProfiles", ["SourceText", "YAMLDocument", "MarkdownSyntax", "Glossary"]),
    .systemLibrary(name: "GlibcExtensions"),
    module("Threads", ["GlibcExtensions"]),
    module(
      "Workspace",
      ["SourceText", "YAMLDocument", "MarkdownSyntax", "Glossary", "SiteProfiles", "Threads"]
    ),

    // MARK: Analysis
    module("Rules", ["SourceText", "MarkdownSyntax", "Glossary", "SiteProfiles", "Threads", "Workspace"]),
    module("Features", ["SourceText", "MarkdownSyntax", "Glossary", "SiteProfiles", "Workspace", "Rules"]),
    module(
      "Reports",
      ["SourceText", "Threads", "Workspace", "Rules", "Features"],
      resources: [.embedInCode("Graph/graph.html")]
    ),

    // MARK: Protocol
    module("JSONRPC", ["Threads"]),
    module("LanguageServerProtocol", ["JSONRPC"], small),
    module(
      "LanguageServer",
      [
        "SourceText", "MarkdownSyntax", "Glossary", "SiteProfiles", "Threads", "Workspace", "Rules", "Features",
        "Reports", "JSONRPC", "LanguageServerProtocol", logging,
      ]
    ),

    // MARK: Executable
    .target(name: "ProgramArguments"),
    .executableTarget(
      name: "glossa",
      dependencies: [
        "SourceText", "MarkdownSyntax", "Glossary", "SiteProfiles", "Threads", "Workspace", "Rules", "Features",
        "Reports", "LanguageServer", "GlibcExtensions", "ProgramArguments", argumentParser, logging,
      ],
      swiftSettings: small
    ),

    // MARK: Tests
    .target(
      name: "TestSupport",
      dependencies: [
        "SourceText", "MarkdownSyntax", "Glossary", "SiteProfiles", "Threads", "Workspace", "Rules", "JSONRPC",
        "LanguageServer",
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    tests("SourceTextTests", ["SourceText", "TestSupport"]),
    tests("YAMLDocumentTests", ["YAMLDocument", "TestSupport"]),
    tests("MarkdownSyntaxTests", ["SourceText", "MarkdownSyntax", "CMarkGFM", "TestSupport"]),
    tests("GlossaryTests", ["SourceText", "MarkdownSyntax", "Glossary", "TestSupport"]),
    tests(
      "SiteProfilesTests",
      ["SourceText", "YAMLDocument", "MarkdownSyntax", "Glossary", "SiteProfiles", "TestSupport"]
    ),
    tests(
      "WorkspaceTests",
      ["SourceText", "YAMLDocument", "MarkdownSyntax", "Glossary", "SiteProfiles", "Workspace", "TestSupport"]
    ),
    tests("RulesTests", ["SourceText", "MarkdownSyntax", "Glossary", "Workspace", "Rules", "TestSupport"]),
    tests(
      "FeaturesTests",
      ["SourceText", "MarkdownSyntax", "Glossary", "SiteProfiles", "Workspace", "Rules", "Features", "TestSupport"]
    ),
    tests(
      "ReportsTests",
      ["SourceText", "Workspace", "Rules", "Features", "Reports", "JSONRPC", "TestSupport"]
    ),
    tests("ThreadsTests", ["Threads", "TestSupport"]),
    tests("JSONRPCTests", ["JSONRPC", "Threads", "TestSupport"]),
    tests(
      "LanguageServerTests",
      ["SourceText", "Threads", "Workspace", "JSONRPC", "LanguageServerProtocol", "LanguageServer", "TestSupport"]
    ),
    tests(
      "EndToEndTests",
      ["JSONRPC", "Threads", "TestSupport"],
      exclude: ["check_protocol.py", "validate_reports.py", "Commands"]
    ),
    tests("TidyTests", ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
