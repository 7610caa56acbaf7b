#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "config/policy.h"
#include "config/scenario.h"
#include "config/settings.h"
#include "policy/require.h"

/// Whatever bytes a configuration has: a value, or at least one error that can be shown.
namespace {

template <class T>
void check(const config::Reading<T>& reading, std::string_view text) {
  const bool refused =
      std::ranges::count(reading.problems, config::Severity::Error, &config::Problem::severity) > 0;
  policy::require(reading.value.has_value() != refused, "a value, or an error that says why not");
  std::size_t shown = 0;
  for (const auto& problem : reading.problems) {
    if (++shown > 20) break;
    policy::require(config::show(problem, text).ends_with('\n'), "a problem can be shown");
  }
}

config::Outside outside() {
  return {.zone =
              [](std::string_view name) {
                return name == "UTC" ? std::optional{policy::Zone{}} : std::nullopt;
              },
          .zone_names = [] { return std::vector<std::string>{"UTC"}; },
          .holidays =
              [](const std::filesystem::path&, const policy::Zone&) {
                return policy::Result<std::vector<policy::Closed>, std::string>{
                    policy::Refused{std::string{"there are no files here"}}};
              }};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(bytes, bytes + size);
  check(config::read_policy("policy.yaml", text, outside()), text);
  check(config::read_settings("sluice.yaml", text), text);
  check(config::read_scenario("scenario.yaml", text), text);
  return 0;
}
