#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "relay/io/clock.h"
#include "relay/io/log.h"
#include "relay/io/periodic.h"
#include "relay/people/directory.h"

namespace relay::app {

/// Who people are, in a relay that runs; and leave to make the first account, which lies in
/// <data>/setup.token for an hour or until it was used. Safe from several threads.
class PeopleDesk {
 public:
  /// Removes the token of a relay from before there were accounts. All references outlive the desk.
  PeopleDesk(std::filesystem::path data, db::Database& state, const io::Clock& clock, io::Log& log);

  people::Directory& directory() { return directory_; }

  /// While there is nobody: a new token instead of any before; the log says where it lies, and a
  /// terminal shows it. `door`: the address of the page. At start, and whenever the relay is told
  /// to read its files again.
  void open_setup(const std::string& door);
  /// There is a first account: the token's file goes.
  void close_setup();
  /// Keeps people tidy from now on, once a minute, until the desk is no more.
  void start();

 private:
  void tidy();

  const std::filesystem::path data_;
  db::Database& state_;
  const io::Clock& clock_;
  io::Log& log_;
  people::Directory directory_;
  std::unique_ptr<io::Periodic> tidying_{};
};

}  // namespace relay::app
