/// Builds the tree from events, without recursion, resolving aliases and merge keys within the limits.
struct Composer {
  private(set) var root: YAMLNode?
  private(set) var duplicateKeys: [YAMLProblem] = []
  var positions: PositionReader
  private let limits: YAMLLimits
  private var open: [OpenCollection] = []
  private var anchors: [String: Subtree] = [:]
  private var aliasExpansions = 0
  private var expandedNodes = 0

  init(positions: PositionReader, limits: YAMLLimits) {
    self.positions = positions
    self.limits = limits
  }

  /// Takes the next event; returns why reading must stop.
  mutating func take(_ event: Event) -> EventProblem? {
    switch event.kind {
    case .scalar(let text, let isPlain):
      let start = positions.position(at: event.start)
      let canBeTyped = isPlain && event.tag != "tag:yaml.org,2002:str"
      let node = YAMLNode(.scalar(text, isPlain: canBeTyped), tag: event.tag, start: start, endOffset: event.end)
      add(Subtree(node: node), anchor: event.anchor)
    case .alias(let name):
      return expand(name, at: event.start)
    case .sequenceStart, .mappingStart:
      if open.count >= limits.depth { return tooDeep(at: event.start) }
      open.append(OpenCollection(event, at: positions.position(at: event.start)))
    case .collectionEnd:
      close(event)
    }
    return nil
  }

  private mutating func expand(_ name: String, at offset: Int) -> EventProblem? {
    guard var target = anchors[name] else {
      return EventProblem("the alias *\(name) has no anchor &\(name) before it", at: offset)
    }
    target.aliases += 1
    aliasExpansions += target.aliases
    expandedNodes += target.nodes
    if aliasExpansions > limits.aliasExpansions || expandedNodes > limits.expandedNodes {
      return EventProblem("aliases expand to too many values", at: offset)
    }
    if open.count + target.depth > limits.depth { return tooDeep(at: offset) }
    add(target, anchor: nil)
    return nil
  }

  private func tooDeep(at offset: Int) -> EventProblem {
    EventProblem("values are nested too deep", at: offset)
  }

  private mutating func add(_ child: Subtree, anchor: String?) {
    if let anchor { anchors[anchor] = child }
    if open.isEmpty {
      root = child.node
    } else {
      open[open.count - 1].add(child)
    }
  }

  private mutating func close(_ event: Event) {
    guard var collection = open.popLast() else { return }
    // A flow collection ends at its bracket. The end of a block collection is seen only at the next token, which may
    // stand many comments later, so its last value's end counts.
    let lastValue = collection.children.last?.endOffset ?? event.end
    collection.tree.node.endOffset = event.end > event.start ? event.end : lastValue
    if collection.isMapping {
      collection.tree.node.content = .mapping(pairs(of: collection.children))
    } else {
      collection.tree.node.content = .sequence(collection.children)
    }
    add(collection.tree, anchor: collection.anchor)
  }

  /// The pairs with merge keys replaced by what they merge, and the last one of each key.
  private mutating func pairs(of children: [YAMLNode]) -> [YAMLPair] {
    var given: [YAMLPair] = []
    var merged: [YAMLPair] = []
    given.reserveCapacity(children.count / 2)
    for index in stride(from: 0, to: children.count - 1, by: 2) {
      let pair = YAMLPair(key: children[index], value: children[index + 1])
      if pair.key.content == .scalar("<<", isPlain: true) {
        merged += mergedPairs(of: pair.value)
      } else {
        given.append(pair)
      }
    }
    var places: [String: Int] = [:]
    var result: [YAMLPair] = []
    result.reserveCapacity(given.count)
    for pair in given {
      guard case .scalar(let text, _) = pair.key.content else {
        result.append(pair)
        continue
      }
      if let place = places[text] {
        let line = result[place].key.start.line
        duplicateKeys.append(YAMLProblem("the key “\(text)” stands twice, first in line \(line)", at: pair.key.start))
        result[place] = pair
      } else {
        places[text] = result.count
        result.append(pair)
      }
    }
    // What a mapping says itself wins over what it merges, and the first of several merged mappings over the rest.
    for pair in merged {
      guard case .scalar(let text, _) = pair.key.content, places[text] == nil else { continue }
      places[text] = result.count
      result.append(pair)
    }
    return result
  }
}

private func mergedPairs(of value: YAMLNode) -> [YAMLPair] {
  switch value.content {
  case .mapping(let pairs): return pairs
  case .sequence(let items): return items.flatMap { $0.pairs ?? [] }
  case .scalar: return []
  }
}

/// A node with what expanding it once more would cost.
private struct Subtree {
  var node: YAMLNode
  var nodes = 1
  var depth = 0
  var aliases = 0
}

private struct OpenCollection {
  let isMapping: Bool
  let anchor: String?
  var tree: Subtree
  var children: [YAMLNode] = []

  init(_ event: Event, at start: YAMLPosition) {
    isMapping = event.kind == .mappingStart
    anchor = event.anchor
    tree = Subtree(node: YAMLNode(.sequence([]), tag: event.tag, start: start), depth: 1)
  }

  mutating func add(_ child: Subtree) {
    children.append(child.node)
    tree.nodes += child.nodes
    tree.depth = max(tree.depth, child.depth + 1)
    tree.aliases += child.aliases
  }
}
