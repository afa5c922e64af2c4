using System.Globalization;
using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Faults;

/// <summary>
/// One installation of real processes, injured in one way by each test while a job runs. Nobody helps the job: it ends by itself, with every
/// word in its place, and the checker finds nothing broken.
/// </summary>
public sealed class InjuryTests(InjuredInstallation injured) : IClassFixture<InjuredInstallation>
{
    private const int Items = 12;

    [Fact]
    public async Task Nothing_WhenNothingIsInjured_TranscriptsSayWhatTheSoundSays()
    {
        var all = await injured.HealthyAsync();
        var chunks = await all.SubmitAsync(items: 1, seconds: 100);
        await all.EndsWellAsync(await all.SubmitAsync(Items));
        await all.EndsWellAsync(chunks);
    }

    /// <summary>Which process is killed, and when: while a chunk is at that stage.</summary>
    [Theory]
    [InlineData("local-0", "transcribe")]
    [InlineData("cpu-0", "prepare")]
    [InlineData("coordinator-1", "transcribe")]
    public async Task Kill9_WhenItIsStartedAgain_TheJobEnds(string name, string stage)
    {
        var all = await injured.HealthyAsync();
        var member = all.Members.Single(one => one.Name == name);
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync($"an attempt at {stage} runs", () => all.Attempts(job, stage, "Running") > 0);
        await member.KillAsync();
        await member.HealAsync();
        await all.EndsWellAsync(job);
    }

    [Fact]
    public async Task Kill9_WhenAWorkerNeverComesBack_TheOtherTakesOver()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        await all.Locals[1].KillAsync();
        await all.EndsWellAsync(job);
        Assert.Equal(0, all.Count("""SELECT COUNT(*) FROM attempts WHERE "State" = 'Running'"""));
    }

    [Fact]
    public async Task Kill9_WhenTheCoordinatorThatTookTheJobNeverComesBack_TheOtherEndsIt()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        await all.Coordinators[0].KillAsync();
        await all.UntilEndedAsync(job);
        await all.EndsWellAsync(job);
    }

    [Fact]
    public async Task Kill9_WhenTheEngineDies_NoTryIsCounted()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await RunningInEngineAsync(all);
        await all.Engine.Member.KillAsync();
        await all.UntilAsync("an attempt has failed", () => all.Attempts(job, "transcribe", "Failed") > 0);
        await all.Engine.Member.HealAsync();
        await all.EndsWellAsync(job);
        Assert.Equal(0, all.Count($"""SELECT COALESCE(MAX("Tries"), 0) FROM chunks WHERE "Spec_JobId" = '{job.Id}'"""));
    }

    [Fact]
    public async Task Kill9_WhenTheBrokerDies_TheJobEnds()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        all.Broker.Kill();
        all.Broker.Start();
        await all.EndsWellAsync(job);
    }

    [Fact]
    public async Task Broker_WhenItsDataIsWiped_TheJobEnds()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        all.Broker.Wipe();
        all.Broker.Start();
        await all.EndsWellAsync(job);
    }

    [Fact]
    public async Task Kill9_WhenTheDatabaseDies_TheJobEndsInTheSameSessions()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        var before = Sessions(all);
        await all.Database.KillAsync();
        await all.Database.HealAsync();
        await all.EndsWellAsync(job);
        Assert.Equal(before, Sessions(all));
    }

    [Fact]
    public async Task Database_WhenItIsRestarted_TheJobEnds()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        await all.Database.StopAsync();
        await all.Database.HealAsync();
        await all.EndsWellAsync(job);
    }

    /// <summary>Its leases went to another meanwhile: what it brings late is refused, and it registers anew.</summary>
    [Fact]
    public async Task Sigstop_WhenAWorkerStandsStillPastItsLease_ItsSessionIsClosedAndItsResultsRefused()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        var worker = all.Locals[0];
        await RunningInEngineAsync(all);
        worker.Suspend();
        await all.UntilAsync("a session is lost", () => all.Count($"""
            SELECT COUNT(*) FROM sessions s JOIN attempts a ON a."SessionId" = s."Id" WHERE s."State" = 'Lost' AND a."JobId" = '{job.Id}' AND a."State" = 'Lost'
            """) > 0);
        await all.UntilEndedAsync(job);
        var known = all.Count("SELECT COUNT(*) FROM sessions");
        worker.Resume();
        await all.UntilAsync("it registers anew", () => all.Count("SELECT COUNT(*) FROM sessions") > known);
        await all.EndsWellAsync(job);
    }

    /// <summary>It sweeps nothing that it did not see: its own silence is nobody else's.</summary>
    [Fact]
    public async Task Sigstop_WhenAllCoordinatorsStandStillPastTheLease_NothingIsReclaimed()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        var before = Sessions(all);
        foreach (var coordinator in all.Coordinators)
        {
            coordinator.Suspend();
        }

        // Longer than a lease term by the database's clock: that is what nobody may conclude anything from.
        var until = all.Count("SELECT (extract(epoch FROM clock_timestamp()) * 10)::bigint") + 80;
        await all.UntilAsync("a lease term passes", () => all.Count("SELECT (extract(epoch FROM clock_timestamp()) * 10)::bigint") >= until);
        foreach (var coordinator in all.Coordinators)
        {
            coordinator.Resume();
        }

        await all.EndsWellAsync(job);
        Assert.Equal(before, Sessions(all));
    }

    [Fact]
    public async Task Queues_WhenTheyArePurgedAgainAndAgain_TheJobEnds()
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        while (all.Count($"""SELECT COUNT(*) FROM jobs WHERE "Id" = '{job.Id}' AND "EndedAt" IS NOT NULL""") == 0)
        {
            all.Broker.Purge();
        }

        await all.EndsWellAsync(job);
    }

    [Theory]
    [InlineData(nameof(DoorState.Shut))]
    [InlineData(nameof(DoorState.Busy))]
    [InlineData(nameof(DoorState.Cutting))]
    public async Task Store_WhenItIsAwayOrBusyOrBreaks_TheJobEndsOnceItIsBack(string state)
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("an attempt runs", () => all.Attempts(job, "transcribe", "Running") > 0);
        var before = all.Door.TurnedAway;
        all.Door.Become(Enum.Parse<DoorState>(state));
        await all.UntilAsync("it is missed", () => all.Door.TurnedAway > before + 3);
        all.Door.Become(DoorState.Open);
        await all.EndsWellAsync(job);
        Assert.Equal(0, all.Count($"""SELECT COALESCE(MAX("Tries"), 0) FROM chunks WHERE "Spec_JobId" = '{job.Id}'"""));
    }

    [Theory]
    [InlineData("Crash")]
    [InlineData("Error")]
    [InlineData("Busy")]
    [InlineData("Garbage")]
    [InlineData("Empty")]
    [InlineData("Cut")]
    [InlineData("WrongLanguage")]
    public async Task Engine_WhenItFallsIll_TheJobEndsWithEveryWord(string illness)
    {
        var all = await injured.HealthyAsync();
        await all.Engine.OrderAsync(illness);
        var job = await all.SubmitAsync(items: 4);
        if (illness == "Crash")
        {
            await all.UntilAsync("it has crashed", () => !all.Engine.Member.IsAlive);
            await all.Engine.Member.HealAsync();
        }

        await all.EndsWellAsync(job);
    }

    [Fact]
    public async Task Engine_WhenItHangs_TheJobEndsOnceItIsRestarted()
    {
        var all = await injured.HealthyAsync();
        await all.Engine.OrderAsync("Hang", times: 2);
        var job = await all.SubmitAsync(items: 6);
        await all.UntilAsync("all but two are done", () => all.Attempts(job, "transcribe", "Committed") == 4);
        Assert.Equal(2, all.Attempts(job, "transcribe", "Running"));
        await all.Engine.Member.KillAsync();
        await all.Engine.Member.HealAsync();
        await all.EndsWellAsync(job);
    }

    /// <summary>A chunk under which the engine fails every time fails by itself, and takes no other with it.</summary>
    [Fact]
    public async Task Engine_WhenItFailsThreeTimesUnderAChunk_OnlyThatItemFails()
    {
        var all = await injured.HealthyAsync();
        await all.Engine.OrderAsync("Error", times: 3);
        var job = await all.SubmitAsync(items: 1);
        await all.UntilEndedAsync(job);
        Assert.Equal(3, all.Attempts(job, "transcribe", "Failed"));
        Assert.Single(job.WrongTexts());
        var report = await all.CheckAsync();
        Assert.True(report.Holds, report.ToString());
        var next = await all.SubmitAsync(items: 2);
        await all.EndsWellAsync(next);
    }

    /// <summary>Nobody can tell from a well-formed answer whose it is; the marks in the sound can, so a swap inside the product would be seen.</summary>
    [Fact]
    public async Task Engine_WhenItAnswersForAnotherRequest_TheMarksShowIt()
    {
        var all = await injured.HealthyAsync();
        await all.EndsWellAsync(await all.SubmitAsync(items: 1));
        await all.Engine.OrderAsync("OtherAnswer");
        var job = await all.SubmitAsync(items: 1);
        await all.UntilEndedAsync(job);
        Assert.Single(job.WrongTexts());
    }

    /// <summary>Whichever comes first counts: what is committed is kept, what is not is closed, nothing runs on.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(Items)]
    public async Task Race_WhenCancelMeetsCommits_TheJobEndsAndTheLedgerHolds(int committed)
    {
        var all = await injured.HealthyAsync();
        var job = await all.SubmitAsync(Items);
        await all.UntilAsync("chunks are committed", () => all.Attempts(job, "transcribe", "Committed") >= committed);
        var answers = await Task.WhenAll(all.PostAsync(0, $"/v1/jobs/{job.Id}/cancel"), all.PostAsync(1, $"/v1/jobs/{job.Id}/cancel"));
        Assert.All(answers, status => Assert.True(status is 200 or 202 or 204 or 409, status.ToString(CultureInfo.InvariantCulture)));
        await all.UntilEndedAsync(job);
        var report = await all.CheckAsync();
        Assert.True(report.Holds, report.ToString());
    }

    private static async Task RunningInEngineAsync(Installation all)
    {
        var running = 0;
        await all.UntilAsync("the engine works", () => (running = all.Engine.RunningAsync().GetAwaiter().GetResult()) > 0);
    }

    private static IReadOnlyList<string> Sessions(Installation all) => all.Column("""SELECT "Id" FROM sessions WHERE "State" = 'Live' ORDER BY "Id" """);
}
