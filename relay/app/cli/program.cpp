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

OrMisuse<What> help_asked(const Words& words) {
  const std::string command = words.operand(0);
  if (command.empty() || form_of(command) != nullptr) return What{Help{command}};
  return policy::Refused{in_quotes(command) + " is not a command" + guess_command(command)};
}

}  // namespace relay::app::cli
