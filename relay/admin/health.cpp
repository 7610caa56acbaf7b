#include "relay/admin/health.h"

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using json::Value;

// Time enough for whoever has to ask somebody for another one.
constexpr policy::Span kSoon = std::chrono::days{30};

Value describe_disk(const Disk& disk) {
  return Value::Record{{"path", disk.path},       {"free", disk.free},
                       {"of", disk.of},           {"keep_free", disk.keep_free},
                       {"enough", disk.enough()}, {"sentence", disk.sentence}};
}

Value describe_file(const DatabaseFile& file) {
  return Value::Record{{"name", file.name}, {"bytes", file.bytes}, {"log_bytes", file.log_bytes}};
}

Value describe_certificate(const DoorCertificate& certificate, policy::Instant now) {
  return Value::Record{{"subject", certificate.subject},
                       {"issuer", certificate.issuer},
                       {"from", certificate.from},
                       {"until", certificate.until},
                       {"own", certificate.own},
                       {"digest", certificate.fingerprint},
                       {"sentence", out_of_time(certificate, now)}};
}

Value describe_door(const DoorState& door, policy::Instant now) {
  const auto& certificate = door.certificate;
  return Value::Record{{"door", door.name},
                       {"url", door.url},
                       {"tls", certificate ? describe_certificate(*certificate, now) : Value{}}};
}

}  // namespace

std::optional<std::string> out_of_time(const DoorCertificate& certificate, policy::Instant now) {
  if (now < certificate.from) return "it counts from " + policy::show(certificate.from) + " on";
  if (now >= certificate.until) return "it ended " + policy::show(certificate.until);
  if (certificate.until - now > kSoon) return std::nullopt;
  return "it ends " + policy::show(certificate.until);
}

http::Response get_health(const Parts& parts, const Call& call) {
  const policy::Instant now = call.request.now;
  const Machine machine = parts.machine();
  Value::List databases, doors;
  for (const DatabaseFile& file : machine.databases) databases.push_back(describe_file(file));
  for (const DoorState& door : machine.doors) doors.push_back(describe_door(door, now));
  return ok(Value::Record{{"now", now},
                          {"started", machine.started},
                          {"memory", machine.memory},
                          {"disk", describe_disk(machine.disk)},
                          {"databases", std::move(databases)},
                          {"doors", std::move(doors)}});
}

}  // namespace relay::admin
