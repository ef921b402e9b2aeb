import Glibc
import SiteProfiles

/// The pages about rules that are installed with the executable, for editors to open from a diagnostic.
enum RulePages {
  /// The absolute path of `share/doc/glossa/rules` beside the executable's folder; nil where it is not there.
  static var folder: String? {
    guard let executable = unsafe realpath("/proc/self/exe", nil) else { return nil }
    defer { unsafe free(executable) }
    let prefix = WorkspacePath.folder(of: WorkspacePath.folder(of: unsafe String(cString: executable)))
    let folder = prefix + "/share/doc/glossa/rules"
    return unsafe access(folder, R_OK | X_OK) == 0 ? folder : nil
  }
}
