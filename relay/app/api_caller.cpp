#include "relay/app/api_caller.h"

#include <utility>

#include "relay/app/admin_secrets.h"
#include "relay/app/loaded_policy.h"
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

cli::Caller caller(const config::Settings& settings, std::string token, const io::Clock& clock) {
  net::ApiAsk base{.token = std::move(token)};
  base.ca_file =
      settings.doors.admin.certificate.value_or(certificate_file(settings.data_folder)).string();
  const std::string url = door_url(settings.doors.admin.listen);
  return [base, url, &clock](const cli::Ask& asked) -> policy::Result<cli::Reply, std::string> {
    net::ApiAsk ask = base;
    ask.method = asked.method;
    ask.url = url + asked.path;
    ask.json = asked.body;
    auto answer = net::call(ask, clock);
    if (!answer) return Refused{"the relay does not answer: " + answer.error().what};
    return cli::Reply{answer->status, std::move(answer->body)};
  };
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

policy::Result<cli::Caller, std::string> api_caller(const std::filesystem::path& config,
                                                    const io::Clock& clock) {
  const auto settings = settings_in(config);
  if (!settings) return Refused{settings.error()};
  auto token = read_secret(token_file(settings->data_folder));
  if (!token) {
    return Refused{token.error() + "; the relay makes it when it starts for the first time"};
  }
  return caller(*settings, std::move(*token), clock);
}

std::filesystem::path config_or_usual(const std::string& named) {
  if (!named.empty()) return named;
  return std::filesystem::exists("sluice.yaml") ? "sluice.yaml" : "/etc/sluice/sluice.yaml";
}

}  // namespace relay::app
