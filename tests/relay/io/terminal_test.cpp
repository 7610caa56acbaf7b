#include "relay/io/terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

using relay::io::input_is_terminal;
using relay::io::read_hidden;

namespace {

/// Standard input is a terminal at which the test types.
class ATerminal {
 public:
  ATerminal() : typing_{::posix_openpt(O_RDWR | O_NOCTTY)}, input_{::dup(STDIN_FILENO)} {
    if (::grantpt(typing_) != 0 || ::unlockpt(typing_) != 0) return;
    const int terminal = ::open(::ptsname(typing_), O_RDWR | O_NOCTTY);
    ::dup2(terminal, STDIN_FILENO);
    ::close(terminal);
  }
  ~ATerminal() {
    ::dup2(input_, STDIN_FILENO);
    ::close(input_);
    ::close(typing_);
  }
  ATerminal(const ATerminal&) = delete;
  ATerminal& operator=(const ATerminal&) = delete;

  static bool shows_what_is_typed() {
    termios now{};
    return ::tcgetattr(STDIN_FILENO, &now) != 0 || (now.c_lflag & ECHO) != 0;
  }
  /// Types it once nothing is shown any more; until then it would be thrown away.
  void type(std::string_view text) const {
    for (int i = 0; i < 10'000'000 && shows_what_is_typed(); ++i) std::this_thread::yield();
    static_cast<void>(::write(typing_, text.data(), text.size()) == 0);
  }
  std::optional<std::string> answer(std::string_view typed) const {
    std::jthread person{[&] { type(typed); }};
    return read_hidden("");
  }
  /// Whether it has shown anything.
  bool has_shown() const {
    ::fcntl(typing_, F_SETFL, O_NONBLOCK);
    char letter = 0;
    while (::read(typing_, &letter, 1) == 1) {
      if (letter != '\n' && letter != '\r') return true;
    }
    return false;
  }

 private:
  const int typing_;
  const int input_;
};

}  // namespace

TEST_CASE("a line is read without being shown and the terminal is as before", "[io][terminal]") {
  const ATerminal terminal;
  REQUIRE(input_is_terminal());
  CHECK(terminal.answer("a secret of several words\nmore") == "a secret of several words");
  CHECK_FALSE(terminal.has_shown());
  CHECK(ATerminal::shows_what_is_typed());
}

TEST_CASE("a line that is given up is none", "[io][terminal]") {
  const ATerminal terminal;
  CHECK(terminal.answer("\n") == "");
  CHECK_FALSE(terminal.answer("half\x03\n"));
  CHECK_FALSE(terminal.answer("\x04"));
  CHECK(ATerminal::shows_what_is_typed());
}

TEST_CASE("without a terminal nothing is asked", "[io][terminal]") {
  const int input = ::dup(STDIN_FILENO);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  CHECK_FALSE(input_is_terminal());
  CHECK_FALSE(read_hidden("who asks?"));
  ::dup2(input, STDIN_FILENO);
  ::close(input);
  ::close(nothing);
}
