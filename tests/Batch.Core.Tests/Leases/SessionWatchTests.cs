using Batch.Core.Ids;
using Batch.Core.Leases;

namespace Batch.Core.Tests.Leases;

public sealed class SessionWatchTests
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly SessionWatch _watch = new(Term);
    private readonly SessionId _session = SortableId.New<SessionId>(Given.Now);

    [Fact]
    public void Session_WhenSilentForAFullTerm_IsLostAndNotBefore()
    {
        Assert.Empty(Look(counter: 7, TimeSpan.Zero));
        for (var silent = Interval; silent < Term; silent += Interval)
        {
            Assert.Empty(Look(counter: 7, Interval));
        }

        Assert.Equal([_session], Look(counter: 7, Interval));
    }

    [Fact]
    public void Session_WhenItRenewsJustBeforeTheTerm_StartsANewTerm()
    {
        Look(counter: 7, TimeSpan.Zero);
        Look(counter: 7, Term - TimeSpan.FromMilliseconds(1));

        Assert.Empty(Look(counter: 8, Interval));
        Assert.Empty(Look(counter: 8, Term - TimeSpan.FromMilliseconds(1)));
        Assert.Equal([_session], Look(counter: 8, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void Session_WhenTheSweeperSawNothing_LosesNothingByTheGap()
    {
        Look(counter: 7, TimeSpan.Zero);
        Look(counter: 7, TimeSpan.FromSeconds(40));

        // An hour without database: the caller counts such a gap as nothing.
        Assert.Empty(Look(counter: 7, TimeSpan.Zero));
        Assert.Equal([_session], Look(counter: 7, Interval));
    }

    [Fact]
    public void Session_WhenFirstSeen_HasAFullTermHoweverLongTheLookTook() =>
        Assert.Empty(Look(counter: 7, TimeSpan.FromHours(1)));

    [Fact]
    public void Session_WhenGoneAndBack_IsSeenAnew()
    {
        Look(counter: 7, TimeSpan.Zero);
        Look(counter: 7, TimeSpan.FromSeconds(44));
        Assert.Empty(_watch.Look(new Dictionary<SessionId, long>(), Interval));

        Assert.Empty(Look(counter: 7, Interval));
    }

    [Fact]
    public void Sessions_WhenOneRenews_OnlyTheOtherIsLost()
    {
        var other = SortableId.New<SessionId>(Given.Now);
        _watch.Look(new Dictionary<SessionId, long> { [_session] = 1, [other] = 1 }, TimeSpan.Zero);

        Assert.Equal([other], _watch.Look(new Dictionary<SessionId, long> { [_session] = 2, [other] = 1 }, Term));
    }

    private IReadOnlyList<SessionId> Look(long counter, TimeSpan elapsed) =>
        _watch.Look(new Dictionary<SessionId, long> { [_session] = counter }, elapsed);
}
