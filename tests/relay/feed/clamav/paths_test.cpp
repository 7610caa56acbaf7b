#include "relay/feed/clamav/paths.h"

#include <catch2/catch.hpp>

using namespace relay::feed::clamav;

TEST_CASE("files of a mirror are named after database and version", "[clamav]") {
  CHECK(cvd_path("daily") == "daily.cvd");
  CHECK(cvd_sign_path("daily", 27'500) == "daily-27500.cvd.sign");
  CHECK(cdiff_path("daily", 27'500) == "daily-27500.cdiff");
  CHECK(cdiff_sign_path("daily", 27'500) == "daily-27500.cdiff.sign");
}

TEST_CASE("a patch's path tells its version for its own database only", "[clamav]") {
  CHECK(cdiff_version("daily", "daily-27500.cdiff") == 27'500);
  CHECK(cdiff_version("daily", "daily-27500.cdiff.sign") == 27'500);
  for (const char* other :
       {"daily.cvd", "daily-27500.cvd.sign", "main-27500.cdiff", "daily-.cdiff", "daily-x.cdiff",
        "daily-27500", "daily-extra-5.cdiff", "dailyx-5.cdiff"}) {
    CAPTURE(other);
    CHECK_FALSE(cdiff_version("daily", other).has_value());
  }
  CHECK(cdiff_version("daily-extra", "daily-extra-5.cdiff") == 5);
}
