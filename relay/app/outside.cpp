#include "relay/app/outside.h"

#include "relay/app/loaded_policy.h"
#include "relay/calendar/holidays.h"
#include "relay/calendar/zone.h"

namespace relay::app {
namespace {

policy::Result<std::vector<policy::Closed>, std::string> holidays(const std::filesystem::path& file,
                                                                  const policy::Zone& zone) {
  const auto text = read_text(file);
  if (!text) return policy::Refused{text.error()};
  return calendar::holidays(*text, zone);
}

}  // namespace

config::Outside outside() {
  return {.zone = calendar::zone, .zone_names = calendar::zone_names, .holidays = holidays};
}

}  // namespace relay::app
