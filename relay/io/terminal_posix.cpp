#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "relay/io/terminal.h"

namespace relay::io {
namespace {

constexpr char kGivenUp = 3;  // Ctrl-C, which is a letter like others while nothing is shown.

/// What is typed is not shown, and no key ends the program in between: else the terminal would stay
/// like that.
class Hidden {
 public:
  Hidden() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    quiet.c_lflag |= ICANON;
    is_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~Hidden() {
    if (is_) ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

  explicit operator bool() const { return is_; }

 private:
  termios before_{};
  bool is_ = false;
};

/// One by one, so that what is typed after the line is left to whoever reads next.
std::optional<std::string> typed_line() {
  std::string line;
  for (;;) {
    char letter = 0;
    const auto count = ::read(STDIN_FILENO, &letter, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count != 1 || letter == kGivenUp) return std::nullopt;
    if (letter == '\n') return line;
    line += letter;
  }
}

void show(std::string_view text) {
  // What cannot be shown is no reason not to ask.
  static_cast<void>(::write(STDERR_FILENO, text.data(), text.size()) == 0);
}

}  // namespace

bool error_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}
bool input_is_terminal() {
  return ::isatty(STDIN_FILENO) == 1;
}

std::optional<std::string> read_hidden(std::string_view prompt) {
  if (!input_is_terminal()) return std::nullopt;
  const Hidden hidden;
  if (!hidden) return std::nullopt;
  show(prompt);
  auto line = typed_line();
  show("\n");
  return line;
}

}  // namespace relay::io
