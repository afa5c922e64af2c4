using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Tests.Leases;

public class StartTests
{
    private const string Price = "Batch:Rate:PerDeviceHour";
    private const string Currency = "Batch:Rate:Currency";

    [Fact]
    public async Task Rate_WhenItChangesBetweenTwoStarts_BillsWhatRanBeforeAtTheOldOne()
    {
        await using var rig = await LeaseRig.StartAsync((Price, "1"));
        var before = await rig.RegisterAsync();
        await rig.BeatAsync(before, sequence: 1, atMicros: 100);

        await rig.RestartAsync((Price, "2"));
        var after = await rig.RegisterAsync();
        await rig.BeatAsync(after, sequence: 1, atMicros: 50, closing: true);

        var rates = await rig.ReadAsync(db => db.RateVersions.ToDictionary(r => r.Id, r => r.NanosPerDeviceHour));
        var lines = await rig.ReadAsync(db => db.Postings.ToList().SelectMany(p => p.Lines, (p, l) => (p.Account.SessionId, Nanos: rates[l.RateVersion])).OrderBy(l => l.Nanos).ToList());
        Assert.Equal([(before, 1_000_000_000L), (after, 2_000_000_000L)], lines);
    }

    [Fact]
    public async Task Start_WhenTheBooksAreInAnotherCurrency_IsRefused()
    {
        await using var rig = await LeaseRig.StartAsync();
        var session = await rig.RegisterAsync();
        await rig.BeatAsync(session, sequence: 1, atMicros: 100, closing: true);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => rig.RestartAsync((Currency, "EUR")));

        Assert.Contains("this home keeps its books in USD", refused.Message, StringComparison.Ordinal);
        await rig.RestartAsync();
    }

    [Fact]
    public async Task Start_WhenATermIsShorterThanThreeHeartbeats_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => LeaseRig.StartAsync(("Batch:Leases:HeartbeatSeconds", "20")));

        Assert.Contains("TermSeconds must be at least 3 times HeartbeatSeconds", refused.Message, StringComparison.Ordinal);
    }
}
