package dev.sluice.routing;

import static dev.sluice.routing.Tables.candidates;
import static dev.sluice.routing.Tables.channels;
import static dev.sluice.routing.Tables.plan;
import static dev.sluice.routing.Tables.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Words;
import dev.sluice.channel.Attempted;
import dev.sluice.channel.Channel;
import dev.sluice.channel.Verdict;
import dev.sluice.config.BreakerConfig;
import dev.sluice.protocol.Property;
import dev.sluice.routing.Binding.Standing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlannerTest {

  private static void fail(Channel channel, int times) {
    for (int n = 0; n < times; n++) {
      learn(channel, new Verdict.ChannelFailed("x"));
    }
  }

  private static void learn(Channel channel, Verdict verdict) {
    var key = channel.keys().getFirst();
    channel.state().learn(new Attempted(1, key.id(), 0, "m", 0), verdict, 0, BreakerConfig.DEFAULT);
  }

  private static Channel channel(RoutingTable table, String id) {
    return table.channel(id).orElseThrow();
  }

  @Test
  void failoverKeepsTheOrderOfTheDocument() {
    assertThat(channels(plan(Tables.of("failover"), wanted("m")))).isEqualTo("abc");
  }

  @Test
  void laterTiersFollow() {
    var table = Tables.of("failover", ",'priority':5", "", ",'priority':-1");
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("cba");
  }

  @Test
  void roundRobinTakesTurnsOverWhatCanBeAsked() {
    var table = Tables.of("round-robin");
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("abc");
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("bca");
    fail(channel(table, "a"), 5);
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("bca");
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("cba");
  }

  @Test
  void theTurnGoesOnAcrossAReload() {
    var table = Tables.of("round-robin");
    plan(table, wanted("m"));
    var next = RoutingTable.of(table.configuration(), 2, Optional.of(table));
    assertThat(channels(plan(next, wanted("m")))).isEqualTo("bca");
  }

  @Test
  void callersOfEveryProtocolTakeTurnsTogether() {
    var table = Tables.of("round-robin", "", "", ",'priority':1");
    plan(table, wanted("m"));
    Planner.plan(
        table,
        new Wanted(dev.sluice.protocol.Protocol.GEMINI, "m", Optional.empty(), false),
        Optional.empty(),
        new Random(1),
        0);
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("abc");
  }

  @Test
  void aRestingChannelStandsLastUntilItsTrialIsDue() {
    var table = Tables.of("failover");
    fail(channel(table, "a"), 5);
    assertThat(channels(plan(table, wanted("m")))).isEqualTo("bca");
    long rested = Duration.ofSeconds(11).toNanos();
    var later = Planner.plan(table, wanted("m"), Optional.empty(), new Random(1), rested);
    assertThat(channels(later)).isEqualTo("abc");
  }

  @Test
  void aPlanHasEveryCandidateOnceInRunsOfOneChannel() {
    Property.holds(
        200,
        chance -> {
          var table = Tables.of(strategy(chance), tier(chance), tier(chance), tier(chance));
          table.channels().forEach(channel -> fail(channel, chance.nextInt(7)));
          Optional<Binding> place =
              Optional.of(
                  new Binding(
                      chance.nextBoolean() ? "a" : "b",
                      channel(table, "a").keys().get(chance.nextInt(2)).id(),
                      Standing.values()[chance.nextInt(3)]));
          var wanted = Tables.inSession("s" + chance.nextInt(9));
          var all = candidates(Planner.plan(table, wanted, place, chance, 0));
          assertThat(all).hasSize(6).doesNotHaveDuplicates();
          var seen = new HashSet<String>();
          String last = "";
          for (Candidate each : all) {
            String id = each.channel().id();
            assertThat(id.equals(last) || seen.add(id)).isTrue();
            last = id;
          }
        });
  }

  private static String strategy(Random chance) {
    return List.of("failover", "round-robin", "random").get(chance.nextInt(3));
  }

  private static String tier(Random chance) {
    return ",'priority':" + chance.nextInt(2);
  }

  @Test
  void aConversationsPlaceComesFirstAndThenItsChannelsOtherKeys() {
    var table = Tables.of("failover");
    var home = channel(table, "b").keys().getLast();
    var place = Optional.of(new Binding("b", home.id(), Standing.CONFIRMED));
    var plan = Planner.plan(table, Tables.inSession("s"), place, new Random(1), 0);
    assertThat(channels(plan)).isEqualTo("bac");
    assertThat(candidates(plan).getFirst().key()).isEqualTo(home);
  }

  @Test
  void aPlaceWhereAnAnswerBrokeOffComesLast() {
    var table = Tables.of("failover");
    var key = channel(table, "a").keys().getFirst();
    var place = Optional.of(new Binding("a", key.id(), Standing.BROKEN));
    var plan = Planner.plan(table, Tables.inSession("s"), place, new Random(1), 0);
    assertThat(channels(plan)).isEqualTo("bca");
  }

  @Test
  void aPlaceThatCannotServeIsNone() {
    var table = Tables.of("failover");
    var key = channel(table, "b").keys().getFirst();
    learn(channel(table, "b"), new Verdict.KeyRejected(true));
    var place = Optional.of(new Binding("b", key.id(), Standing.CONFIRMED));
    var plan = Planner.plan(table, Tables.inSession("s"), place, new Random(1), 0);
    assertThat(channels(plan)).isEqualTo("abc");
    assertThat(((Plan.Ordered) plan).bound()).isFalse();
  }

  @Test
  void mappingsComeBeforeModelsAndModelsBeforeTheMap() {
    var table =
        RoutingTable.of(
            dev.sluice.testing.Documents.read(
                "{'mappings':[{'from':'sonnet','to':'claude-sonnet'}],'channels':[%s]}"
                    .formatted(
                        Tables.channel(
                            "a", ",'models':['claude-*'],'modelMap':{'claude-s*':'glm'}"))),
            1,
            Optional.empty());
    assertThat(candidates(plan(table, wanted("sonnet[1m]"))).getFirst().model()).isEqualTo("glm");
  }

  @Test
  void aModelThatNobodyTakesIsUnknownAndTheNearestOfEnabledChannelsAreNamed() {
    var table =
        Tables.of(
            "failover",
            ",'models':['claude-opus']",
            ",'models':['claude-oups'],'enabled':false",
            ",'models':['glm']");
    assertThat(plan(table, wanted("claude-opsu")))
        .isEqualTo(new Plan.UnknownModel("claude-opsu", List.of("claude-opus"), List.of()));
  }

  @Test
  void aModelThatEveryChannelLacksIsUnknownToo() {
    var table = Tables.of("failover");
    table.channels().forEach(channel -> learn(channel, new Verdict.ModelMissing()));
    assertThat(plan(table, wanted("m"))).isInstanceOf(Plan.UnknownModel.class);
    assertThat(plan(table, wanted("n"))).isInstanceOf(Plan.Ordered.class);
  }

  @Test
  void channelsWithNothingToOfferAreNamedWithTheirReason() {
    String off = "'keys':[{'secret':'x','enabled':false}]";
    var table =
        RoutingTable.of(
            dev.sluice.testing.Documents.read(
                "{'channels':[{'id':'a','type':'anthropic','baseUrl':'http://a',%s},{'id':'b','type':'anthropic','baseUrl':'http://b','auth':'passthrough'}]}"
                    .formatted(off)),
            1,
            Optional.empty());
    var nothing = (Plan.Nothing) plan(table, wanted("m"));
    assertThat(nothing.avoided().stream().map(each -> each.reason().text()))
        .containsExactly("has no enabled key", "needs the caller's own login beside x-sluice-key");
  }

  @Test
  void aChannelThatRestsIsSetBackOnlyBehindOthersOfItsTier() {
    var table = Tables.of("failover", "", "", ",'priority':1");
    fail(channel(table, "a"), 5);
    fail(channel(table, "c"), 5);
    var plan = (Plan.Ordered) plan(table, wanted("m"));
    assertThat(channels(plan)).isEqualTo("bac");
    assertThat(plan.setBack())
        .containsExactly(
            new Plan.Avoided(channel(table, "a"), Words.asIs("channel rests after failures")));
  }

  @Test
  void aChannelWhereTheAnswerBrokeOffIsSetBackToo() {
    var table = Tables.of("failover");
    var key = channel(table, "a").keys().getFirst();
    var place = Optional.of(new Binding("a", key.id(), Standing.BROKEN));
    var plan = (Plan.Ordered) Planner.plan(table, Tables.inSession("s"), place, new Random(1), 0);
    assertThat(plan.setBack()).extracting(each -> each.channel().id()).containsExactly("a");
  }

  @Test
  void aReloadKeepsWhatIsKnownOfAChannelUntilItPointsElsewhere() {
    var table = Tables.of("failover");
    fail(channel(table, "a"), 5);
    var same = RoutingTable.of(table.configuration(), 2, Optional.of(table));
    assertThat(channel(same, "a").state()).isSameAs(channel(table, "a").state());
    var moved =
        dev.sluice.testing.Documents.read(
            "{'channels':[%s]}".formatted(Tables.channel("a", "")).replace("http://a", "http://z"));
    assertThat(channel(RoutingTable.of(moved, 3, Optional.of(same)), "a").state())
        .isNotSameAs(channel(table, "a").state());
  }
}
