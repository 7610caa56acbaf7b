#include "relay/app/cli/show_simulation.h"

#include <catch2/catch.hpp>

TEST_CASE("a report is a table of headlines and a story of each policy", "[cli][simulate]") {
  const relay::simulation::Report report{
      .title = "july: 10 devices",
      .headlines = {{"POLICY", "EXPOSED"}, {"no relay", "10"}, {"a\x1b[2J", "1"}},
      .sections = {{.title = "no relay", .lines = {"04:09  the vendor publishes 291", "end"}},
                   {.title = "a\x1b[2J", .lines = {"why \xe2\x80\xae"}}}};
  CHECK(relay::app::cli::show_simulation(report) ==
        "july: 10 devices\n"
        "\n"
        "POLICY      EXPOSED\n"
        "no relay    10\n"
        "a\\u001b[2J  1\n"
        "\n"
        "no relay\n"
        "  04:09  the vendor publishes 291\n"
        "  end\n"
        "\n"
        "a\\u001b[2J\n"
        "  why \\u202e\n");
}
