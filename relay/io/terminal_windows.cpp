#include <io.h>
#include <windows.h>

#include <cstdio>

#include "relay/io/terminal.h"

namespace relay::io {
namespace {

constexpr char kGivenUp = 3;  // Ctrl-C, which is a letter like others while nothing is shown.

/// What is typed is not shown, and no key ends the program in between.
class Hidden {
 public:
  explicit Hidden(HANDLE input) : input_{input} {
    if (::GetConsoleMode(input_, &before_) == 0) return;
    is_ = ::SetConsoleMode(input_, ENABLE_LINE_INPUT) != 0;
  }
  ~Hidden() {
    if (is_) ::SetConsoleMode(input_, before_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

  explicit operator bool() const { return is_; }

 private:
  HANDLE input_;
  DWORD before_ = 0;
  bool is_ = false;
};

std::optional<std::string> typed_line(HANDLE input) {
  std::string line;
  for (;;) {
    char letter = 0;
    DWORD count = 0;
    if (::ReadFile(input, &letter, 1, &count, nullptr) == 0 || count != 1) return std::nullopt;
    if (letter == kGivenUp) return std::nullopt;
    if (letter == '\n') return line;
    if (letter != '\r') line += letter;
  }
}

}  // namespace

bool error_is_terminal() {
  return ::_isatty(::_fileno(stderr)) != 0;
}
bool input_is_terminal() {
  return ::_isatty(::_fileno(stdin)) != 0;
}

std::optional<std::string> read_hidden(std::string_view prompt) {
  if (!input_is_terminal()) return std::nullopt;
  const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
  const Hidden hidden{input};
  if (!hidden) return std::nullopt;
  std::fwrite(prompt.data(), 1, prompt.size(), stderr);
  auto line = typed_line(input);
  std::fputc('\n', stderr);
  return line;
}

}  // namespace relay::io
