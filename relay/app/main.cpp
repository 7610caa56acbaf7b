#include <exception>
#include <filesystem>
#include <iostream>
#include <string_view>
#include <variant>
#include <vector>

#include "relay/app/api_caller.h"
#include "relay/app/cli/completion.h"
#include "relay/app/loaded_policy.h"
#include "relay/app/page_file.h"
#include "relay/app/recover.h"
#include "relay/app/run.h"
#include "relay/app/simulate.h"
#include "relay/app/version.h"
#include "relay/io/memory.h"

namespace {

namespace cli = relay::app::cli;

constexpr int kFailed = 1;
constexpr int kMisused = 2;

int show(const cli::Ended& ended) {
  std::cout << ended.out;
  std::cerr << ended.err;
  return ended.code;
}

int call_relay(const cli::Command& command, const cli::Doing& doing) {
  const relay::io::SystemClock clock;
  const auto api = relay::app::api(relay::app::config_or_usual(command.config), clock);
  if (!api) {
    std::cerr << api.error() << "\n";
    return kFailed;
  }
  return show(doing({.call = api->call,
                     .json = command.json,
                     .read = relay::app::read_text,
                     .write = relay::app::write_new_file,
                     .keys = api->keys,
                     .terminal = api->terminal,
                     .say = [](std::string_view text) { std::cout << text << std::flush; }}));
}

/// One function for each kind of command, so that a new one must be thought of here.
class Obedient {
 public:
  explicit Obedient(const cli::Command& command) : command_{command} {}

  int operator()(const cli::Run&) const { return relay::app::run(settings()); }
  int operator()(const cli::Check&) const { return relay::app::check(settings()); }
  int operator()(const cli::Version&) const {
    std::cout << "sluice " << relay::app::kVersion << "\n";
    return 0;
  }
  int operator()(const cli::Help& asked) const {
    std::cout << cli::help(asked);
    return 0;
  }
  int operator()(const cli::Simulate& asked) const {
    const relay::io::SystemClock clock;
    return show(relay::app::simulate(asked, {.json = command_.json,
                                             .progress = relay::app::watched_progress(),
                                             .config = settings(),
                                             .clock = clock}));
  }
  int operator()(const cli::Recover& asked) const {
    return show(relay::app::recover(settings(), asked));
  }
  int operator()(const cli::Completion& asked) const {
    std::cout << cli::completion(asked.shell, cli::forms());
    return 0;
  }
  int operator()(const cli::Doing& doing) const { return call_relay(command_, doing); }

 private:
  std::filesystem::path settings() const { return relay::app::config_or_usual(command_.config); }

  const cli::Command& command_;
};

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
    relay::io::give_back_memory();
    return std::visit(Obedient{*command}, command->what);
  } catch (const std::exception& failure) {
    std::cerr << "sluice: " << failure.what() << "\n";
    return kFailed;
  }
}
