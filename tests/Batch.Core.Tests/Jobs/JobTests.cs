using Batch.Core.Jobs;

namespace Batch.Core.Tests.Jobs;

public sealed class JobTests
{
    private readonly Job _job = Given.Job();

    [Fact]
    public void Wait_WhenToldAgain_KeepsSinceWhen()
    {
        _job.Wait(WaitCause.Machinery, "disk full", Given.Now);
        _job.Wait(WaitCause.Machinery, "disk still full", Given.Now.AddHours(1));

        Assert.Equal((JobState.Waiting, "disk still full", Given.Now), (_job.State, _job.WaitingReason, _job.WaitingSince));
        _job.GoOn(WaitCause.Machinery);
        Assert.Equal((JobState.Running, null, null), (_job.State, _job.WaitingReason, _job.WaitingSince));
    }

    [Fact]
    public void Wait_WhenSomethingElseStandsInTheWayToo_EndsWithWhatItBeganWith()
    {
        _job.Wait(WaitCause.Output, "folder full", Given.Now);
        _job.Wait(WaitCause.Machinery, "no engine", Given.Now.AddHours(1));
        _job.GoOn(WaitCause.Machinery);

        Assert.Equal((JobState.Waiting, "folder full", Given.Now), (_job.State, _job.WaitingReason, _job.WaitingSince));
        _job.GoOn(WaitCause.Output);
        Assert.Equal((JobState.Running, null), (_job.State, _job.WaitingFor));
    }

    [Fact]
    public void Wait_WhenPausedOrCancelled_ChangesNothing()
    {
        _job.Pause();
        _job.Wait(WaitCause.Machinery, "disk full", Given.Now);
        Assert.Equal(JobState.Paused, _job.State);

        _job.Cancel();
        _job.Wait(WaitCause.Machinery, "disk full", Given.Now);
        Assert.Equal((JobState.Cancelling, null), (_job.State, _job.WaitingReason));
    }

    [Fact]
    public void Pause_WhenRepeatedAndResumed_IsTheSameJobAgain()
    {
        Assert.True(_job.Pause());
        var version = _job.Version;
        Assert.True(_job.Pause());
        Assert.Equal(version, _job.Version);
        Assert.False(_job.Runs);
        Assert.True(_job.Resume());
        Assert.False(_job.Resume());
        Assert.True(_job.Runs);
    }

    [Fact]
    public void Cancel_WhenTheJobFinishes_ComesTooLate()
    {
        _job.BeginFinish();

        Assert.False(_job.Cancel());
        Assert.False(_job.Pause());
        Assert.Equal(JobState.Finishing, _job.State);
    }

    [Fact]
    public void Finish_WhenTheJobWasCancelledFirst_Ends()
    {
        Assert.True(_job.Cancel());
        Assert.True(_job.Cancel());
        _job.End(JobState.Cancelled, Given.Now);

        Assert.True(_job.HasEnded);
        Assert.False(_job.TakesCommits);
        Assert.Equal(Given.Now, _job.EndedAt);
    }

    [Fact]
    public void Finish_WhenTheJobStillWaits_GoesOnFirst()
    {
        _job.Wait(WaitCause.Machinery, "disk full", Given.Now);
        _job.BeginFinish();

        Assert.Equal((JobState.Finishing, null), (_job.State, _job.WaitingReason));
    }

    [Fact]
    public void Finish_WhenSomethingStandsInTheWay_StaysAndSaysSince()
    {
        _job.BeginFinish();
        _job.Wait(WaitCause.Machinery, "folder full", Given.Now);
        _job.Wait(WaitCause.Machinery, "folder gone", Given.Now + TimeSpan.FromMinutes(1));
        Assert.Equal((JobState.Finishing, "folder gone", Given.Now), (_job.State, _job.WaitingReason, _job.WaitingSince!.Value));

        _job.End(JobState.Completed, Given.Now);
        Assert.Equal((null, null), (_job.WaitingReason, _job.WaitingSince));
    }

    [Fact]
    public void Cancel_WhenItEndsWithAProblem_SaysWhich()
    {
        _job.Cancel();
        _job.End(JobState.Cancelled, Given.Now, "no manifest");

        Assert.Equal("no manifest", _job.Error);
    }

    [Theory]
    [InlineData(JobState.Completed, false)]
    [InlineData(JobState.CompletedWithErrors, true)]
    public void Reopen_WhenTheJobHasEnded_NeedsFailedItems(JobState ended, bool reopens)
    {
        _job.BeginFinish();
        _job.End(ended, Given.Now);

        Assert.Equal(reopens, _job.Reopen());
        Assert.Equal(reopens ? JobState.Running : ended, _job.State);
        Assert.Equal(reopens, _job.EndedAt is null);
    }
}
