#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "relay/app/mirror_thread.h"

namespace relay::app {

/// The threads that ask vendors, one for each feed of the engine. They stand still while another
/// policy comes into force. Safe to use from several threads.
class Mirrors {
 public:
  Mirrors(Engine& engine, io::Log& log) : engine_{engine}, log_{log} {}

  /// For each feed of the policy in force; throws std::system_error when a thread cannot begin.
  void start();
  /// The same; what fails is in the log.
  void resume();
  /// Ends rounds in progress, and tells who waits for one. The thread that calls is no mirror's.
  void stop();
  /// The same, and nothing starts them again.
  void end();

  /// A round of that feed, waited for. Refuses with a sentence when it takes too long.
  MirrorThread::Outcome sync(const policy::FeedId& feed);

 private:
  policy::Result<std::future<MirrorThread::Outcome>, std::string> ask(const policy::FeedId& feed);

  Engine& engine_;
  io::Log& log_;
  std::mutex mutex_;
  bool ended_ = false;  ///< Guarded by mutex_, as are the threads.
  std::map<policy::FeedId, std::unique_ptr<MirrorThread>> threads_;
};

}  // namespace relay::app
