#include <windows.h>

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "relay/io/folder_lock.h"

namespace relay::io {
namespace {

const std::intptr_t kReleased = reinterpret_cast<std::intptr_t>(INVALID_HANDLE_VALUE);
// Locked bytes cannot be read by others; the process id at the beginning must be.
constexpr DWORD kLockedByte = 1'073'741'824;

[[noreturn]] void fail(const char* attempt, const std::filesystem::path& path,
                       DWORD error = ::GetLastError()) {
  throw std::filesystem::filesystem_error{
      attempt, path, std::error_code{static_cast<int>(error), std::system_category()}};
}

std::optional<std::int64_t> holder(HANDLE handle) {
  std::array<char, 24> text{};
  DWORD count = 0;
  if (!::ReadFile(handle, text.data(), static_cast<DWORD>(text.size()), &count, nullptr)) {
    return std::nullopt;
  }
  std::int64_t pid = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + count, pid);
  if (error != std::errc{}) return std::nullopt;
  return pid;
}

void sign(HANDLE handle, const std::filesystem::path& path) {
  const std::string pid = std::to_string(::GetCurrentProcessId()) + "\r\n";
  DWORD count = 0;
  if (!::SetEndOfFile(handle) ||
      !::WriteFile(handle, pid.data(), static_cast<DWORD>(pid.size()), &count, nullptr)) {
    fail("cannot write", path);
  }
}

}  // namespace

policy::Result<FolderLock, FolderTaken> FolderLock::take(const std::filesystem::path& folder) {
  const auto path = folder / ".lock";
  const HANDLE handle =
      ::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                    nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (handle == INVALID_HANDLE_VALUE) fail("cannot open", path);
  FolderLock lock{reinterpret_cast<std::intptr_t>(handle)};
  OVERLAPPED place{};
  place.Offset = kLockedByte;
  if (!::LockFileEx(handle, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place)) {
    if (::GetLastError() != ERROR_LOCK_VIOLATION) fail("cannot lock", path);
    return policy::Refused{FolderTaken{folder, holder(handle)}};
  }
  sign(handle, path);
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : handle_{std::exchange(other.handle_, kReleased)} {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

FolderLock::~FolderLock() {
  if (handle_ != kReleased) ::CloseHandle(reinterpret_cast<HANDLE>(handle_));
}

}  // namespace relay::io
