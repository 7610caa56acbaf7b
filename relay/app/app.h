#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "relay/app/admin_secrets.h"
#include "relay/app/device_desk.h"
#include "relay/app/endpoint_certificate.h"
#include "relay/app/endpoint_doors.h"
#include "relay/app/engine.h"
#include "relay/app/event_desk.h"
#include "relay/app/machine.h"
#include "relay/app/mirrors.h"
#include "relay/app/people_desk.h"
#include "relay/app/policy_desk.h"
#include "relay/app/policy_file.h"
#include "relay/app/recorded_run.h"
#include "relay/io/folder_lock.h"
#include "relay/io/periodic.h"
#include "relay/serve/leases.h"

namespace relay::admin {
class Desk;
struct OpenDoor;
}  // namespace relay::admin
namespace relay::app {

/// A running relay: the engine with its threads and its two doors. Works from construction to
/// destruction. It only builds and joins; what the relay does lives in the rooms.
class App {
 public:
  /// Puts `loaded` in force and opens the doors. The caller holds the lock of the data folder.
  /// Throws what a broken machine throws, and std::runtime_error with a sentence for what is
  /// configured and cannot be.
  App(const config::Settings& settings, const LoadedPolicy& loaded, const io::Clock& clock,
      net::Fetcher& fetcher, io::Log& log);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// A policy that has checked takes the place of the one in force; when it cannot, the log says
  /// why and everything goes on as before.
  void revise(const LoadedPolicy& loaded);
  /// The same with what `find` finds, if anything, while nobody else revises.
  using Find = std::function<std::optional<LoadedPolicy>(const PolicyBefore&)>;
  void reload(const Find& find);

  /// The doors' certificates and keys are read again, for connections from now on; one of the
  /// relay's own that ends soon is made anew, as it is once a day. What cannot be used is in the
  /// log, and that door goes on with what it has.
  void reload_certificates();

  /// While there is no account: new leave to make the first one. What fails is in the log.
  void renew_setup();

  std::uint16_t endpoint_port() const;
  std::optional<std::uint16_t> endpoint_tls_port() const;  ///< Nothing: there is no such door.
  std::uint16_t admin_port() const;

 private:
  void publish(const rollout::WorldPtr& world);
  policy::Result<policy::Done, std::string> take_up(const LoadedPolicy& loaded,
                                                    const catalog::Deed& deed);
  admin::PolicyTexts policy_texts();
  std::vector<const http::Door*> doors() const;
  std::vector<admin::OpenDoor> open_doors() const;
  void open_endpoints(const config::Settings& settings);
  void open_admin(const config::Settings& settings);
  void open_setup();
  void start_turns();
  void start_recorder();
  void wake_turns();

  const io::Clock& clock_;
  io::Log& log_;
  const config::Doors doors_;
  const MachineWatch machine_;
  const AdminSecrets secrets_;
  rollout::WorldPtr first_world_;  ///< Of the first turn, for the doors to open with.
  EventDesk events_;
  Engine engine_;
  std::optional<RecordedRun> run_;
  PolicyDesk policies_;
  PeopleDesk people_;
  DeviceDesk devices_;
  serve::Leases leases_;
  EndpointCertificate certificate_;
  std::unique_ptr<EndpointDoors> endpoints_;  ///< From here on, who uses what stands above it.
  std::unique_ptr<io::Periodic> rollout_;
  std::unique_ptr<io::Periodic> recorder_;
  std::mutex revising_;  ///< Held while one policy takes the place of another: no other may.
  Mirrors mirrors_;
  std::unique_ptr<admin::Desk> desk_;
  std::unique_ptr<http::Door> admin_;
  /// The same, for its own answers: nothing until it is open.
  std::atomic<const http::Door*> admin_seen_{nullptr};
};

}  // namespace relay::app
