#include "tests/support/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace tests {
namespace {

[[noreturn]] void become(const std::vector<std::string>& words,
                         const std::map<std::string, std::string>& environment, int output) {
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

/// Everything until the program closes its output, or time is up.
std::string read_all(int from, std::chrono::steady_clock::time_point until, bool& late) {
  std::string text;
  std::array<char, 4096> part{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd watched{from, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&watched, 1, static_cast<int>(left.count())) == 0) {
      late = true;
      return text;
    }
    const auto count = ::read(from, part.data(), part.size());
    if (count <= 0) return text;
    text.append(part.data(), static_cast<std::size_t>(count));
  }
}

int exit_code(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Background::Background(const std::vector<std::string>& words, std::chrono::microseconds life)
    : pid_{::fork()} {
  if (pid_ < 0) throw std::runtime_error{"no process"};
  if (pid_ > 0) return;
  // The timer outlives exec, and nobody handles its signal: a crash at a moment of chance.
  const itimerval timer{{0, 0}, {life.count() / 1'000'000, life.count() % 1'000'000}};
  if (life.count() > 0) ::setitimer(ITIMER_REAL, &timer, nullptr);
  become(words, {}, ::open("/dev/null", O_WRONLY));
}

Background::~Background() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  wait();
}

int Background::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return exit_code(status);
}

void Background::stop() {
  ::kill(pid_, SIGTERM);
}

Ran run_program(const std::vector<std::string>& words,
                const std::map<std::string, std::string>& environment,
                std::chrono::seconds patience) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error{"no process"};
  if (child == 0) become(words, environment, pipe[1]);
  ::close(pipe[1]);
  bool late = false;
  Ran ran;
  ran.output = read_all(pipe[0], std::chrono::steady_clock::now() + patience, late);
  ::close(pipe[0]);
  if (late) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ran.exit_code = exit_code(status);
  return ran;
}

bool has_program(const std::string& name) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders{path != nullptr ? path : ""};
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + name).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace tests
