#include "tests/support/struck_disk.h"

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace tests {
namespace {

bool is_watching = false;
Stroke stroke_in_force = Stroke::Fail;
int calls_left = 0;

// True when this call is the one to fail.
bool is_struck() {
  if (!is_watching || calls_left <= 0 || --calls_left > 0) return false;
  if (stroke_in_force == Stroke::Kill) ::kill(::getpid(), SIGKILL);
  errno = EIO;
  return true;
}

template <class Function>
Function* behind(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

StruckDisk::StruckDisk(Stroke stroke, int nth) {
  stroke_in_force = stroke;
  calls_left = nth;
  is_watching = true;
}

StruckDisk::~StruckDisk() {
  is_watching = false;
}

bool StruckDisk::struck() const {
  return calls_left <= 0;
}

}  // namespace tests

// Both spellings: a library's flags may choose the one with 64 bits.
extern "C" {

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  if (tests::is_struck()) return -1;
  return tests::behind<ssize_t(int, const void*, size_t, off_t)>("pwrite")(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  if (tests::is_struck()) return -1;
  return tests::behind<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(file, bytes, size,
                                                                               at);
}

int fsync(int file) {
  if (tests::is_struck()) return -1;
  return tests::behind<int(int)>("fsync")(file);
}

int fdatasync(int file) {
  if (tests::is_struck()) return -1;
  return tests::behind<int(int)>("fdatasync")(file);
}

int unlink(const char* name) noexcept {
  if (tests::is_struck()) return -1;
  return tests::behind<int(const char*)>("unlink")(name);
}

int ftruncate(int file, off_t length) noexcept {
  if (tests::is_struck()) return -1;
  return tests::behind<int(int, off_t)>("ftruncate")(file, length);
}

int ftruncate64(int file, off64_t length) noexcept {
  if (tests::is_struck()) return -1;
  return tests::behind<int(int, off64_t)>("ftruncate64")(file, length);
}

}  // extern "C"
