#include "relay/app/cli/program.h"

namespace relay::app::cli {

OrMisuse<What> run(const Words&) {
  return What{Run{}};
}
OrMisuse<What> check(const Words&) {
  return What{Check{}};
}
OrMisuse<What> version(const Words&) {
  return What{Version{}};
}

OrMisuse<What> recover_asked(const Words& words) {
  const auto reason = reason_of(words);
  if (!reason) return policy::Refused{reason.error()};
  return What{Recover{.name = words.operand(0), .reason = *reason}};
}

OrMisuse<What> completion_asked(const Words& words) {
  const std::string name = words.operand(0);
  if (name == "bash") return What{Completion{Shell::Bash}};
  if (name == "zsh") return What{Completion{Shell::Zsh}};
  if (name == "fish") return What{Completion{Shell::Fish}};
  return policy::Refused{in_quotes(name) + " is not one of bash, zsh, fish"};
}

OrMisuse<What> help_asked(const Words& words) {
  std::string command = words.operand(0);
  if (words.operands.size() > 1) command += " " + words.operand(1);
  if (command.empty() || form_of(command) != nullptr) return What{Help{command}};
  return policy::Refused{no_command(command)};
}

}  // namespace relay::app::cli
