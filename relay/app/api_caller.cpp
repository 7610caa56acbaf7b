#include "relay/app/api_caller.h"

#include <iostream>
#include <utility>

#include "relay/app/admin_secrets.h"
#include "relay/app/cli/signed_in.h"
#include "relay/app/loaded_policy.h"
#include "relay/app/session_file.h"
#include "relay/io/terminal.h"
#include "relay/net/api_call.h"

namespace relay::app {
namespace {

using policy::Refused;

/// What the door can be reached at from this machine: a door on all addresses is also on loopback.
std::string door_url(const config::Listen& listen) {
  std::string host = listen.host;
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return "https://" + host + ":" + std::to_string(listen.port);
}

cli::Door door(const config::Settings& settings, const std::string& url, const io::Clock& clock) {
  net::ApiAsk base;
  base.ca_file =
      settings.doors.admin.certificate.value_or(certificate_file(settings.data_folder)).string();
  return [base, url, &clock](const cli::Ask& asked,
                             const std::string& token) -> policy::Result<cli::Reply, std::string> {
    net::ApiAsk ask = base;
    ask.token = token;
    ask.method = asked.method;
    ask.url = url + asked.path;
    ask.json = asked.body;
    ask.follow = asked.follow;
    auto answer = net::call(ask, clock);
    if (!answer) return Refused{"the relay does not answer: " + answer.error().what};
    return cli::Reply{answer->status, std::move(answer->body)};
  };
}

std::optional<std::string> typed_line(const std::string& prompt) {
  std::cerr << prompt << std::flush;
  std::string line;
  if (std::getline(std::cin, line)) return line;
  return std::nullopt;
}

/// Both ends: what is asked must be seen, too.
cli::Terminal terminal() {
  return {.there = io::input_is_terminal() && io::error_is_terminal(),
          .hidden = [](const std::string& prompt) { return io::read_hidden(prompt); },
          .line = typed_line};
}

}  // namespace

policy::Result<config::Settings, std::string> settings_in(const std::filesystem::path& config) {
  const auto text = read_text(config);
  if (!text) return Refused{text.error()};
  auto settings = config::read_settings(config.string(), *text);
  if (!settings.value)
    return Refused{config.string() + " does not check; 'sluice check' shows why"};
  return std::move(*settings.value);
}

policy::Result<Api, std::string> api(const std::filesystem::path& config, const io::Clock& clock) {
  const auto settings = settings_in(config);
  if (!settings) return Refused{settings.error()};
  const std::string url = door_url(settings->doors.admin.listen);
  Api api{.keys = keys(url, settings->data_folder, environment), .terminal = terminal()};
  api.call = cli::signed_in(door(*settings, url, clock), api.keys, api.terminal);
  return api;
}

std::filesystem::path config_or_usual(const std::string& named) {
  if (!named.empty()) return named;
  return std::filesystem::exists("sluice.yaml") ? "sluice.yaml" : "/etc/sluice/sluice.yaml";
}

}  // namespace relay::app
