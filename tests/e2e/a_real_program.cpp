#include "tests/e2e/a_real_program.h"

#include <memory>

#include "relay/crypto/sha256.h"
#include "relay/http/server.h"
#include "tests/support/manual_clock.h"

namespace tests {
namespace {

/// Ports that nobody listens on at this moment, each another.
std::vector<std::uint16_t> free_ports(std::size_t count) {
  const ManualClock clock;
  std::vector<std::unique_ptr<relay::http::Door>> doors;
  std::vector<std::uint16_t> ports;
  for (std::size_t i = 0; i < count; ++i) {
    doors.push_back(std::make_unique<relay::http::Door>(
        relay::http::DoorSettings{.name = "free"}, clock,
        [](const auto&) { return relay::http::Response{.status = 404}; }));
    ports.push_back(doors.back()->port());
  }
  return ports;
}

std::string door(const char* name, std::uint16_t port, const std::string& more) {
  return std::string{name} + ": { listen: \"127.0.0.1:" + std::to_string(port) + "\"" + more +
         " }\n";
}

}  // namespace

std::uint16_t free_port() {
  return free_ports(1).front();
}

Ran curl(std::vector<std::string> words) {
  words.insert(words.begin(), {"curl", "-s", "--insecure", "--noproxy", "*", "--max-time", "20"});
  return run_program(words);
}

ARealProgram::ARealProgram(const std::vector<std::uint16_t>& ports)
    : port{ports[0]}, tls_port{ports[1]}, admin_port{ports[2]} {}

ARealProgram::ARealProgram(const std::string& policy, const Doors& doors)
    : ARealProgram{free_ports(3)} {
  write_file(folder / "sluice.yaml",
             "data: data\npolicy: policy.yaml\n" + door("endpoints", port, doors.plain) +
                 door("endpoints_tls", tls_port, doors.tls) + door("admin", admin_port, "") +
                 "store: { keep_free: 1 MiB }\n");
  write_file(folder / "policy.yaml", policy);
}

std::string ARealProgram::plain_url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port) + path;
}

std::string ARealProgram::tls_url(const std::string& path) const {
  return "https://127.0.0.1:" + std::to_string(tls_port) + path;
}

void ARealProgram::publish(const std::vector<std::pair<std::string, std::string>>& files) const {
  std::string manifest;
  for (const auto& [name, bytes] : files) {
    write_file(folder / ("vendor/" + name), bytes);
    manifest +=
        name + "," + relay::crypto::sha256(bytes).hex() + "," + std::to_string(bytes.size()) + "\n";
  }
  write_file(folder / "vendor/PULP_MANIFEST", manifest);
}

std::vector<std::string> ARealProgram::words(std::vector<std::string> command) const {
  command.insert(command.begin(), SLUICE_PROGRAM);
  command.insert(command.end(), {"--config", (folder / "sluice.yaml").string()});
  return command;
}

Ran ARealProgram::sluice_as(const std::string& session, const std::vector<std::string>& command,
                            std::map<std::string, std::string> environment) const {
  environment["SLUICE_SESSION"] = (folder / session).string();
  return run_program(words(command), environment);
}

Ran ARealProgram::sluice(const std::vector<std::string>& command) const {
  if (!set_up_ && command.front() != "run") {
    write_file(folder / "password", kPassword);
    const Ran done =
        sluice_as("session", {"setup", "ann", "--password-file", (folder / "password").string()});
    if (done.exit_code != 0) return done;
    set_up_ = true;
  }
  return sluice_as("session", command);
}

Ran ARealProgram::get(const std::string& path) const {
  return curl({"--fail", "--retry", "100", "--retry-connrefused", "--retry-delay", "1",
               "--retry-max-time", "30", plain_url(path)});
}

}  // namespace tests
