#include "tests/support/failing_disk.h"

#include <dlfcn.h>
#include <sys/types.h>

#include <cerrno>

namespace tests {
namespace {

struct Notes {
  int nth = kNever;
  std::vector<std::string> calls;
};
Notes* in_force = nullptr;

// True when this call is the one to fail.
bool fails(const char* name) {
  if (in_force == nullptr) return false;
  in_force->calls.emplace_back(name);
  if (static_cast<int>(in_force->calls.size()) != in_force->nth) return false;
  errno = EIO;
  return true;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

FailingDisk::FailingDisk(int nth) {
  in_force = new Notes{nth, {}};
}

FailingDisk::~FailingDisk() {
  delete in_force;
  in_force = nullptr;
}

const std::vector<std::string>& FailingDisk::calls() const {
  return in_force->calls;
}

bool FailingDisk::failed() const {
  return in_force->nth > 0 && static_cast<int>(in_force->calls.size()) >= in_force->nth;
}

}  // namespace tests

// Both spellings: a library's flags may choose the one with 64 bits.
extern "C" {

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  if (tests::fails("pwrite")) return -1;
  return tests::real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  if (tests::fails("pwrite")) return -1;
  return tests::real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(file, bytes, size, at);
}

int fsync(int file) {
  if (tests::fails("fsync")) return -1;
  return tests::real<int(int)>("fsync")(file);
}

int ftruncate(int file, off_t length) noexcept {
  if (tests::fails("ftruncate")) return -1;
  return tests::real<int(int, off_t)>("ftruncate")(file, length);
}

int ftruncate64(int file, off64_t length) noexcept {
  if (tests::fails("ftruncate")) return -1;
  return tests::real<int(int, off64_t)>("ftruncate64")(file, length);
}

int fchmod(int file, mode_t mode) noexcept {
  if (tests::fails("fchmod")) return -1;
  return tests::real<int(int, mode_t)>("fchmod")(file, mode);
}

int rename(const char* from, const char* to) noexcept {
  if (tests::fails("rename")) return -1;
  return tests::real<int(const char*, const char*)>("rename")(from, to);
}

}  // extern "C"
