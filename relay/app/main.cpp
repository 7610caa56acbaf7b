#include <exception>
#include <iostream>
#include <string_view>
#include <variant>
#include <vector>

#include "relay/app/api_caller.h"
#include "relay/app/cli/command.h"
#include "relay/app/run.h"
#include "relay/app/version.h"
#include "relay/io/memory.h"

namespace {

namespace cli = relay::app::cli;

constexpr int kFailed = 1;
constexpr int kMisused = 2;

int call_relay(const cli::Command& command) {
  const relay::io::SystemClock clock;
  const auto call = relay::app::api_caller(relay::app::config_or_usual(command.config), clock);
  if (!call) {
    std::cerr << call.error() << "\n";
    return kFailed;
  }
  const cli::Ended ended = cli::perform(command, *call);
  std::cout << ended.out;
  std::cerr << ended.err;
  return ended.code;
}

int obey(const cli::Command& command) {
  relay::io::give_back_memory();
  if (std::holds_alternative<cli::Run>(command.what))
    return relay::app::run(relay::app::config_or_usual(command.config));
  if (std::holds_alternative<cli::Check>(command.what)) {
    return relay::app::check(relay::app::config_or_usual(command.config));
  }
  if (std::holds_alternative<cli::Version>(command.what)) {
    std::cout << "sluice " << relay::app::kVersion << "\n";
    return 0;
  }
  if (const auto* const asked = std::get_if<cli::Help>(&command.what)) {
    std::cout << cli::help(*asked);
    return 0;
  }
  return call_relay(command);
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string_view> arguments(words + 1, words + count);
  const auto command = cli::parse(arguments);
  if (!command) {
    std::cerr << command.error() << "\n";
    return kMisused;
  }
  // The boundary of a command: what a broken machine throws ends it with a sentence.
  try {
    return obey(*command);
  } catch (const std::exception& failure) {
    std::cerr << "sluice: " << failure.what() << "\n";
    return kFailed;
  }
}
