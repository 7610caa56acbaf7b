#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <functional>

namespace tests {

/// A copy of this process that does one thing and ends. Killed with this object.
class Child {
 public:
  /// What `work` returns is the exit status; 99 when it throws.
  explicit Child(const std::function<int()>& work) : pid_{::fork()} {
    if (pid_ != 0) return;
    int status = 99;
    try {
      status = work();
    } catch (...) {
    }
    ::_exit(status);
  }
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  void kill() { ::kill(pid_, SIGKILL); }
  /// Its exit status; -1 when a signal ended it.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_;
};

/// One process tells another that it has come so far.
class Handshake {
 public:
  Handshake() { ok_ = ::pipe(ends_) == 0; }
  ~Handshake() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Handshake(const Handshake&) = delete;
  Handshake& operator=(const Handshake&) = delete;

  bool give() { return ok_ && ::write(ends_[1], "!", 1) == 1; }
  bool take() {
    char sign = 0;
    return ok_ && ::read(ends_[0], &sign, 1) == 1;
  }

 private:
  int ends_[2]{-1, -1};
  bool ok_ = false;
};

}  // namespace tests
