using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Leases;

public sealed class GrantTests
{
    private readonly Job _job = Given.Job();
    private readonly WorkerSession _session = Given.Session();
    private readonly Chunk _chunk;

    public GrantTests() => _chunk = Given.Chunk(_job);

    [Fact]
    public void Claim_WhenTheChunkIsReady_LeasesItUnderARaisedEpoch()
    {
        var attempt = Given.Lease(_chunk, _job, _session);

        Assert.Equal(ChunkState.Leased, _chunk.State);
        Assert.Equal((attempt.Id, 1L, 1), (_chunk.Attempt!.Value, _chunk.Epoch, _chunk.Attempts));
        Assert.Equal((1L, 1, AttemptState.Running), (attempt.Epoch, attempt.Number, attempt.State));
        Assert.True(LeaseToken.Matches("token", attempt.TokenHash));
    }

    [Fact]
    public void Claim_WhenTheChunkIsLeased_IsRefusedAndChangesNothing()
    {
        var first = Given.Lease(_chunk, _job, _session);

        Assert.IsType<GrantOutcome.NotReady>(Decide(Given.Session("worker-2")));
        Assert.Equal((first.Id, 1L), (_chunk.Attempt!.Value, _chunk.Epoch));
    }

    [Fact]
    public void Claim_WhenTheSessionHasEnded_SaysSo()
    {
        _session.Close(DeviceTime.Zero, Given.Now);

        Assert.IsType<GrantOutcome.SessionClosed>(Decide(_session));
        Assert.Equal(ChunkState.Ready, _chunk.State);
    }

    [Fact]
    public void Claim_WhenThePoolIsAnother_IsRefused() =>
        Assert.IsType<GrantOutcome.NotReady>(Decide(Given.Session(pool: "a10g")));

    [Fact]
    public void Claim_WhenTheJobIsPausedOrCancelled_IsRefused()
    {
        _job.Pause();
        Assert.IsType<GrantOutcome.NotReady>(Decide(_session));
        _job.Cancel();
        Assert.IsType<GrantOutcome.NotReady>(Decide(_session));
    }

    [Fact]
    public void Claim_WhenTheJobWaits_IsGranted()
    {
        _job.Wait(WaitCause.Machinery, "disk full", Given.Now);

        Assert.IsType<GrantOutcome.Leased>(Decide(_session));
    }

    [Fact]
    public void Claim_WhenTheChunkBacksOff_IsRefusedUntilItIsDue()
    {
        Given.Lease(_chunk, _job, _session);
        _chunk.BackOff(Given.Now);

        Assert.IsType<GrantOutcome.NotReady>(Decide(_session, Given.Now.AddSeconds(1.9)));
        Assert.IsType<GrantOutcome.Leased>(Decide(_session, Given.Now.AddSeconds(2)));
    }

    [Fact]
    public void Claim_WhenTheSessionJustFailedTheChunk_IsLeftToOthersForAMinute()
    {
        Given.Lease(_chunk, _job, _session);
        _chunk.Retry(_session.Id, Given.Now);

        Assert.IsType<GrantOutcome.NotReady>(Decide(_session, Given.Now.AddSeconds(59), othersLive: true));
        Assert.IsType<GrantOutcome.Leased>(Decide(_session, Given.Now.AddSeconds(60), othersLive: true));
    }

    [Fact]
    public void Claim_WhenNobodyElseIsThere_IsGrantedToTheSessionThatFailedTheChunk()
    {
        Given.Lease(_chunk, _job, _session);
        _chunk.Retry(_session.Id, Given.Now);

        Assert.IsType<GrantOutcome.Leased>(Decide(_session, othersLive: false));
    }

    [Fact]
    public void Token_WhenDerivedAgain_IsTheSameAndBelongsToItsClaim()
    {
        var attempt = Given.Lease(_chunk, _job, _session);
        var claim = Guid.NewGuid();
        var token = LeaseToken.Derive([1, 2, 3], attempt.Id, claim);

        Assert.Matches("^[0-9a-f]{32}$", token);
        Assert.Equal(token, LeaseToken.Derive([1, 2, 3], attempt.Id, claim));
        Assert.NotEqual(token, LeaseToken.Derive([1, 2, 3], attempt.Id, Guid.NewGuid()));
        Assert.NotEqual(token, LeaseToken.Derive([1, 2, 4], attempt.Id, claim));
        Assert.True(LeaseToken.Matches(token, LeaseToken.Hash(token)));
        Assert.False(LeaseToken.Matches("", LeaseToken.Hash(token)));
    }

    private GrantOutcome Decide(WorkerSession session, DateTimeOffset? now = null, bool othersLive = false) =>
        Grant.Decide(_chunk, _job, session, Guid.NewGuid(), _ => "token", othersLive, now ?? Given.Now);
}
