extension JSONReport {
  /// The JSON Schema (draft 2020-12) of this report.
  ///
  /// Members may be added within version 1, so a reader must pass over those that it does not know.
  package static let schema = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:glossa:schema:report:1",
      "title": "What glossa check --format json writes",
      "description": "Lines and columns count from one, columns in UTF-16 code units. Paths are relative to the workspace, with /.",
      "type": "object",
      "required": ["version", "columnUnit", "tool", "summary", "notices", "rules", "problems"],
      "properties": {
        "version": {"const": 1, "description": "Changes when a reader of the old form would be misled."},
        "columnUnit": {"const": "utf-16"},
        "tool": {
          "type": "object",
          "required": ["name", "version"],
          "properties": {"name": {"const": "glossa"}, "version": {"type": "string"}}
        },
        "summary": {
          "type": "object",
          "required": ["failed", "pages", "error", "warning", "info", "hint", "baselined"],
          "properties": {
            "failed": {"type": "boolean", "description": "Whether a problem is at or above the severity that fails the check."},
            "pages": {"$ref": "#/$defs/count", "description": "The pages that were checked."},
            "error": {"$ref": "#/$defs/count"},
            "warning": {"$ref": "#/$defs/count"},
            "info": {"$ref": "#/$defs/count"},
            "hint": {"$ref": "#/$defs/count"},
            "baselined": {"$ref": "#/$defs/count", "description": "The problems that the baseline left out."},
            "entries": {"$ref": "#/$defs/count"},
            "references": {"$ref": "#/$defs/count"},
            "definitions": {"$ref": "#/$defs/count"}
          }
        },
        "notices": {
          "description": "What went wrong with the check itself.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["severity", "message"],
            "properties": {
              "severity": {"$ref": "#/$defs/severity"},
              "page": {"type": "string"},
              "line": {"type": "integer", "minimum": 1},
              "message": {"type": "string"}
            }
          }
        },
        "rules": {
          "description": "The rules that found something.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "summary", "documentation"],
            "properties": {
              "id": {"type": "string"},
              "summary": {"type": "string"},
              "documentation": {"type": "string", "description": "Markdown."}
            }
          }
        },
        "problems": {
          "description": "In the order of page, place, rule and message.",
          "type": "array",
          "items": {"$ref": "#/$defs/problem"}
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "severity": {"enum": ["error", "warning", "info", "hint"]},
        "position": {
          "type": "object",
          "required": ["line", "column"],
          "properties": {
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1}
          }
        },
        "range": {
          "description": "The end is the position behind the last character.",
          "type": "object",
          "required": ["start", "end"],
          "properties": {"start": {"$ref": "#/$defs/position"}, "end": {"$ref": "#/$defs/position"}}
        },
        "problem": {
          "type": "object",
          "required": ["rule", "severity", "page", "range", "message", "subject", "fingerprint"],
          "properties": {
            "rule": {"type": "string", "description": "glossa explain RULE tells more."},
            "severity": {"$ref": "#/$defs/severity"},
            "page": {"type": "string"},
            "range": {"$ref": "#/$defs/range"},
            "message": {"type": "string"},
            "subject": {"type": "string", "description": "The label, title or target that it is about."},
            "fingerprint": {
              "type": "string",
              "pattern": "^[0-9a-f]{32}$",
              "description": "Unique in this report, and the same after edits elsewhere on the page."
            },
            "unnecessary": {"const": true, "description": "The text could go without loss."},
            "related": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "required": ["page", "range", "message"],
                "properties": {
                  "page": {"type": "string"},
                  "range": {"$ref": "#/$defs/range"},
                  "message": {"type": "string"}
                }
              }
            },
            "fixes": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/fix"}}
          }
        },
        "fix": {
          "type": "object",
          "required": ["title", "preferred", "edits"],
          "properties": {
            "title": {"type": "string"},
            "preferred": {"type": "boolean", "description": "Safe to apply unasked."},
            "edits": {
              "description": "They refer to the present text of their pages and apply at once.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["page", "range", "replacement"],
                "properties": {
                  "page": {"type": "string"},
                  "range": {"$ref": "#/$defs/range"},
                  "replacement": {"type": "string"}
                }
              }
            }
          }
        }
      }
    }

    """
}
