#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "relay/io/new_file.h"

namespace relay::app {

/// A page on its way to a file of somebody's own. It is begun before the work that fills it: an
/// hour must not end at a folder that is not there. Whoever looks at the name meets what was there
/// before or the whole page; without write() nothing is left behind.
class PageFile {
 public:
  /// Refuses with a sentence. An empty name: nobody wants a page.
  static policy::Result<PageFile, std::string> begin(const std::string& name);

  bool wanted() const { return draft_.has_value(); }
  /// Nothing, or why it could not be written; at most once.
  std::optional<std::string> write(std::string_view page);

 private:
  std::filesystem::path file_{};
  std::optional<io::NewFile> draft_{};
};

/// A whole file at once that is not there yet; or a sentence why it cannot be. Only its owner may
/// read it.
std::optional<std::string> write_new_file(const std::string& name, std::string_view bytes);

}  // namespace relay::app
