#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

std::string bytes_or(const Value& bytes, const char* otherwise) {
  return bytes.null() ? otherwise : number(bytes);
}

std::string databases_of(const Value& health) {
  Rows rows{{"DATABASE", "BYTES", "LOG"}};
  for (const Value& file : health["databases"].items()) {
    rows.push_back(
        {text(file["name"]), bytes_or(file["bytes"], "none"), number(file["log_bytes"])});
  }
  return table(rows);
}

std::string certificate_of(const Value& tls) {
  if (tls.null()) return "-";
  if (!tls["sentence"].null()) return text(tls["sentence"]);
  return "until " + instant(tls["until"]);
}

std::string doors_of(const Value& health) {
  Rows rows{{"DOOR", "URL", "CERTIFICATE", "ISSUED BY"}};
  for (const Value& door : health["doors"].items()) {
    const Value& tls = door["tls"];
    const std::string issuer = tls["own"].truth() ? "this relay" : text_or(tls["issuer"], "-");
    rows.push_back({text(door["door"]), text(door["url"]), certificate_of(tls), issuer});
  }
  return table(rows);
}

}  // namespace

std::string show_health(const Value& answer) {
  const Value& disk = answer["disk"];
  return "started " + instant(answer["started"]) + ", " + bytes_or(answer["memory"], "unknown") +
         " bytes in memory\n" + text(disk["path"]) + ": " + text(disk["sentence"]) + "\n\n" +
         databases_of(answer) + "\n" + doors_of(answer);
}

}  // namespace relay::app::cli
