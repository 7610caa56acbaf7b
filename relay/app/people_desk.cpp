#include "relay/app/people_desk.h"

#include <iostream>
#include <system_error>
#include <utility>

#include "relay/app/people_secrets.h"
#include "relay/catalog/repeats.h"
#include "relay/io/terminal.h"

namespace relay::app {
namespace {

constexpr io::Periodic::Wait kTidying = std::chrono::minutes{1};

}  // namespace

PeopleDesk::PeopleDesk(std::filesystem::path data, db::Database& state, const io::Clock& clock,
                       io::Log& log)
    : data_{std::move(data)},
      state_{state},
      clock_{clock},
      log_{log},
      directory_{state, {people_key(data_)}, crypto::ScryptCost{}, clock.now()} {
  if (remove_admin_token(data_)) {
    log_.warning("admin.token is removed: there are accounts now, and it opens nothing");
  }
}

void PeopleDesk::open_setup(const std::string& door) {
  const auto token = directory_.open_setup(clock_.now());
  if (!token) return close_setup();
  write_setup_token(data_, *token);
  log_.warning("the relay is not set up: 'sluice setup NAME', or " + door + " with the token in " +
               setup_token_file(data_).string() + ", within an hour");
  if (io::error_is_terminal()) std::cerr << "set-up token: " << *token << "\n";
}

void PeopleDesk::close_setup() {
  try {
    remove_setup_token(data_);
  } catch (const std::system_error& failure) {  // It opens nothing any more.
    log_.warning(std::string{"the token of set-up stays where it is: "} + failure.what());
  }
}

void PeopleDesk::start() {
  tidying_ = std::make_unique<io::Periodic>(
      "people", kTidying, log_,
      [this](const std::stop_token&) -> std::optional<io::Periodic::Wait> {
        tidy();
        return std::nullopt;
      });
}

void PeopleDesk::tidy() {
  const policy::Instant now = clock_.now();
  directory_.tidy(now);
  state_.write([&](db::Transaction& tx) { catalog::forget_repeats(tx, now); });
}

}  // namespace relay::app
