#include "relay/app/page_file.h"

#include <span>

namespace relay::app {
namespace {

std::string cannot(const std::filesystem::path& file, const std::string& why) {
  return file.string() + ": cannot be written: " + why;
}

}  // namespace

policy::Result<PageFile, std::string> PageFile::begin(const std::string& name) {
  if (name.empty()) return PageFile{};
  PageFile made;
  made.file_ = std::filesystem::absolute(name);
  std::filesystem::path draft = made.file_;
  draft += ".draft";
  try {
    if (std::filesystem::is_directory(made.file_)) {
      return policy::Refused{cannot(name, "it is a folder")};
    }
    std::filesystem::remove(draft);  // What a crash left there.
    made.draft_.emplace(draft, io::FileMode::Private);
  } catch (const std::filesystem::filesystem_error& failure) {
    return policy::Refused{cannot(name, failure.code().message())};
  }
  return made;
}

std::optional<std::string> PageFile::write(std::string_view page) {
  policy::require(wanted(), "only a page that was begun is written");
  try {
    draft_->append(std::as_bytes(std::span{page}));
    draft_->publish(file_);
  } catch (const std::filesystem::filesystem_error& failure) {
    return cannot(file_, failure.code().message());
  }
  return std::nullopt;
}

std::optional<std::string> write_new_file(const std::string& name, std::string_view bytes) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(name, ignored))) {
    return name + " is there already; name another file";
  }
  auto file = PageFile::begin(name);
  return file ? file->write(bytes) : std::optional{std::move(file).error()};
}

}  // namespace relay::app
