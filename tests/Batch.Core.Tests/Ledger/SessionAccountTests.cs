using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Ledger;

public sealed class SessionAccountTests
{
    private readonly WorkerSession _session = Given.Session();

    [Fact]
    public void Posting_WhenPostedBefore_IsTheDifference()
    {
        var account = new SessionAccount(_session.Id, Given.Now);
        _session.Store(new SessionCut(1, new DeviceTime(100), new DeviceTime(60), new DeviceTime(40)), Given.Now);
        Assert.Equal(
            [new PostingLine(Cause.Idle, new DeviceTime(60), 1), new PostingLine(Cause.ColdStart, new DeviceTime(40), 1)],
            account.Post(_session, rateVersion: 1, Given.Now));
        Assert.Empty(account.Post(_session, rateVersion: 1, Given.Now));

        _session.Store(new SessionCut(2, new DeviceTime(150), new DeviceTime(110), new DeviceTime(40)), Given.Now);
        _session.Lose(TimeSpan.FromMicroseconds(45), DeviceTime.Zero, Given.Now);
        Assert.Equal(
            [new PostingLine(Cause.Idle, new DeviceTime(50), 2), new PostingLine(Cause.Unattributed, new DeviceTime(45), 2)],
            account.Post(_session, rateVersion: 2, Given.Now));
    }

    [Theory]
    [InlineData("2026-03-01T12:59:59Z", false)]
    [InlineData("2026-03-01T13:00:00Z", true)]
    [InlineData("2026-03-02T12:00:00Z", true)]
    public void Posting_WhenTheHourIsANewOne_IsDue(string now, bool due) =>
        Assert.Equal(due, new SessionAccount(_session.Id, Given.Now).IsDue(DateTimeOffset.Parse(now, null)));
}
