#include <windows.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "relay/io/file.h"

namespace relay::io {
namespace {

const std::intptr_t kClosed = reinterpret_cast<std::intptr_t>(INVALID_HANDLE_VALUE);

[[noreturn]] void fail(const char* attempt, const std::filesystem::path& path,
                       DWORD error = ::GetLastError()) {
  throw std::filesystem::filesystem_error{
      attempt, path, std::error_code{static_cast<int>(error), std::system_category()}};
}

HANDLE native(std::intptr_t handle) {
  return reinterpret_cast<HANDLE>(handle);
}

// A link is opened itself, and then refused, instead of what it leads to.
HANDLE open_native(const std::filesystem::path& path, DWORD access, DWORD disposition) {
  return ::CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                       disposition, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
}

OVERLAPPED at(std::uint64_t offset) {
  OVERLAPPED place{};
  place.Offset = static_cast<DWORD>(offset);
  place.OffsetHigh = static_cast<DWORD>(offset >> 32);
  return place;
}

DWORD portion(std::size_t size) {
  constexpr std::size_t kMost = 16'777'216;
  return static_cast<DWORD>(std::min(size, kMost));
}

void require_plain(HANDLE handle, const std::filesystem::path& path) {
  BY_HANDLE_FILE_INFORMATION facts{};
  if (!::GetFileInformationByHandle(handle, &facts)) fail("cannot look at", path);
  if (facts.dwFileAttributes & (FILE_ATTRIBUTE_REPARSE_POINT | FILE_ATTRIBUTE_DIRECTORY)) {
    fail("cannot open what is not a file", path, ERROR_INVALID_NAME);
  }
}

}  // namespace

File::File(std::intptr_t handle, std::filesystem::path path)
    : handle_{handle}, path_{std::move(path)} {}

File::File(File&& other) noexcept
    : handle_{std::exchange(other.handle_, kClosed)}, path_{std::move(other.path_)} {}

File& File::operator=(File&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  return *this;
}

File::~File() {
  close();
}

void File::close() {
  if (handle_ != kClosed) ::CloseHandle(native(std::exchange(handle_, kClosed)));
}

std::optional<File> File::open(const std::filesystem::path& path) {
  const HANDLE handle = open_native(path, GENERIC_READ, OPEN_EXISTING);
  if (handle == INVALID_HANDLE_VALUE) {
    const DWORD error = ::GetLastError();
    if (error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND) return std::nullopt;
    fail("cannot open", path, error);
  }
  File file{reinterpret_cast<std::intptr_t>(handle), path};
  require_plain(handle, path);
  return file;
}

File File::create(const std::filesystem::path& path) {
  const HANDLE handle = open_native(path, GENERIC_READ | GENERIC_WRITE, CREATE_NEW);
  if (handle == INVALID_HANDLE_VALUE) fail("cannot create", path);
  return File{reinterpret_cast<std::intptr_t>(handle), path};
}

File File::open_or_create(const std::filesystem::path& path) {
  const HANDLE handle = open_native(path, GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS);
  if (handle == INVALID_HANDLE_VALUE) fail("cannot open", path);
  File file{reinterpret_cast<std::intptr_t>(handle), path};
  require_plain(handle, path);
  return file;
}

std::uint64_t File::size() const {
  LARGE_INTEGER size{};
  if (!::GetFileSizeEx(native(handle_), &size)) fail("cannot look at", path_);
  return static_cast<std::uint64_t>(size.QuadPart);
}

std::size_t File::read_at(std::uint64_t offset, std::span<std::byte> room) const {
  std::size_t filled = 0;
  while (filled < room.size()) {
    OVERLAPPED place = at(offset + filled);
    DWORD count = 0;
    if (!::ReadFile(native(handle_), room.data() + filled, portion(room.size() - filled), &count,
                    &place)) {
      if (::GetLastError() == ERROR_HANDLE_EOF) break;
      fail("cannot read", path_);
    }
    if (count == 0) break;
    filled += count;
  }
  return filled;
}

void File::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    OVERLAPPED place = at(offset);
    DWORD count = 0;
    if (!::WriteFile(native(handle_), bytes.data(), portion(bytes.size()), &count, &place)) {
      fail("cannot write", path_);
    }
    offset += count;
    bytes = bytes.subspan(count);
  }
}

void File::begin_flush(std::uint64_t, std::uint64_t) {}

void File::clear() {
  FILE_END_OF_FILE_INFO nothing{};
  if (!::SetFileInformationByHandle(native(handle_), FileEndOfFileInfo, &nothing, sizeof nothing)) {
    fail("cannot empty", path_);
  }
}

// The read-only attribute would keep a sealed file from being replaced or swept.
void File::set_mode(FileMode) {}

void File::flush() {
  if (!::FlushFileBuffers(native(handle_))) fail("cannot flush", path_);
}

bool make_folder(const std::filesystem::path& folder) {
  if (::CreateDirectoryW(folder.c_str(), nullptr)) return true;
  if (::GetLastError() != ERROR_ALREADY_EXISTS) fail("cannot make the folder", folder);
  const DWORD attributes = ::GetFileAttributesW(folder.c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES) fail("cannot look at", folder);
  if (!(attributes & FILE_ATTRIBUTE_DIRECTORY) || (attributes & FILE_ATTRIBUTE_REPARSE_POINT)) {
    fail("cannot use what is not a folder", folder, ERROR_DIRECTORY);
  }
  return false;
}

// Windows has no such call; rename_over() writes the name through.
void flush_folder(const std::filesystem::path&) {}

void rename_over(const std::filesystem::path& from, const std::filesystem::path& to) {
  // A virus scanner may hold a new file for a moment.
  constexpr int kAttempts = 20;
  constexpr DWORD kPauseMs = 50;
  for (int attempt = 1;; ++attempt) {
    if (::MoveFileExW(from.c_str(), to.c_str(),
                      MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) {
      return;
    }
    const DWORD error = ::GetLastError();
    const bool passing = error == ERROR_SHARING_VIOLATION || error == ERROR_ACCESS_DENIED;
    if (!passing || attempt == kAttempts) fail("cannot rename", from, error);
    ::Sleep(kPauseMs);
  }
}

}  // namespace relay::io
