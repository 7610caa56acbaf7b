#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace tests {

/// Runs `act` in a child process; returns what it said on stderr when policy::require() ended it,
/// and nothing when it came through.
template <class Act>
std::string broken_belief(Act act) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    std::signal(SIGABRT, SIG_DFL);  // Catch2 would report it as this test's end.
    try {
      act();
    } catch (...) {  // Not a broken belief; and the test must not go on in two processes.
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  char chunk[256];
  for (ssize_t n = 0; (n = ::read(ends[0], chunk, sizeof chunk)) > 0;) {
    said.append(chunk, static_cast<std::size_t>(n));
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? said : std::string{};
}

}  // namespace tests
