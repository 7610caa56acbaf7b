#include "relay/io/new_file.h"

#include <system_error>
#include <utility>

#include "policy/require.h"

namespace relay::io {
namespace {

// Without this the disk would be idle while a large file is received and hashed, and flush() would
// wait for all of it.
constexpr std::uint64_t kFlushEvery = 8'388'608;

}  // namespace

NewFile::NewFile(std::filesystem::path draft, FileMode mode)
    : path_{std::move(draft)}, mode_{mode}, file_{File::create(path_)} {}

NewFile::NewFile(NewFile&& other) noexcept
    : path_{std::move(other.path_)},
      mode_{other.mode_},
      file_{std::exchange(other.file_, std::nullopt)},
      size_{other.size_},
      flushing_{other.flushing_},
      sound_{other.sound_} {}

NewFile& NewFile::operator=(NewFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  path_ = std::move(other.path_);
  mode_ = other.mode_;
  file_ = std::exchange(other.file_, std::nullopt);
  size_ = other.size_;
  flushing_ = other.flushing_;
  sound_ = other.sound_;
  return *this;
}

NewFile::~NewFile() {
  discard();
}

void NewFile::discard() noexcept {
  if (!file_) return;
  file_.reset();  // Windows does not delete what is open.
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void NewFile::append(std::span<const std::byte> bytes) {
  policy::require(file_ && sound_, "a file that failed or was published takes no more bytes");
  sound_ = false;
  file_->write_at(size_, bytes);
  size_ += bytes.size();
  if (size_ - flushing_ >= kFlushEvery) {
    file_->begin_flush(flushing_, size_ - flushing_);
    flushing_ = size_;
  }
  sound_ = true;
}

void NewFile::restart() {
  policy::require(file_ && sound_, "a file that failed or was published does not begin again");
  sound_ = false;
  file_->clear();
  size_ = 0;
  flushing_ = 0;
  sound_ = true;
}

const File& NewFile::content() const {
  policy::require(file_.has_value(), "a published file is opened by its name");
  return *file_;
}

void NewFile::publish(const std::filesystem::path& name) {
  policy::require(file_ && sound_, "a file that failed or was published is not published");
  sound_ = false;
  file_->set_mode(mode_);
  file_->flush();
  file_->close();
  rename_over(path_, name);
  file_.reset();  // From here on it is no draft, and stays.
  flush_folder(name.parent_path());
}

void write_durably(const std::filesystem::path& path, std::string_view bytes, FileMode mode) {
  std::filesystem::path draft = path;
  draft += ".draft";
  std::filesystem::remove(draft);
  NewFile file{draft, mode};
  file.append(std::as_bytes(std::span{bytes}));
  file.publish(path);
}

}  // namespace relay::io
