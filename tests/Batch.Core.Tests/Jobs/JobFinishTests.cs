using Batch.Core.Jobs;

namespace Batch.Core.Tests.Jobs;

public sealed class JobFinishTests
{
    private readonly Job _job = Given.Job();

    [Fact]
    public void Job_WhenSomethingIsOpenOrNotListed_DoesNotFinish()
    {
        Assert.Null(JobFinish.Decide(_job, openItems: 0, openAttempts: 0, itemsWithErrors: 0));
        _job.CompleteEnumeration();
        Assert.Null(JobFinish.Decide(_job, openItems: 1, openAttempts: 0, itemsWithErrors: 0));
        Assert.Null(JobFinish.Decide(_job, openItems: 0, openAttempts: 1, itemsWithErrors: 0));
    }

    [Theory]
    [InlineData(0, JobState.Completed)]
    [InlineData(2, JobState.CompletedWithErrors)]
    public void Job_WhenAllHasEnded_FinishesByItsItems(long withErrors, JobState end)
    {
        _job.CompleteEnumeration();

        Assert.Equal(end, JobFinish.Decide(_job, 0, 0, withErrors));
    }

    [Fact]
    public void Job_WhenItWaitedAndItsLastItemFailed_FinishesAllTheSame()
    {
        _job.CompleteEnumeration();
        _job.Wait(WaitCause.Machinery, "the store does not answer", Given.Now);

        Assert.Equal(JobState.CompletedWithErrors, JobFinish.Decide(_job, 0, 0, itemsWithErrors: 1));
    }

    [Fact]
    public void Job_WhenCancelled_EndsOnceNothingRunsAnyMore()
    {
        _job.Cancel();

        Assert.Null(JobFinish.Decide(_job, openItems: 0, openAttempts: 1, itemsWithErrors: 0));
        Assert.Equal(JobState.Cancelled, JobFinish.Decide(_job, 0, 0, itemsWithErrors: 3));
    }

    [Fact]
    public void Job_WhenPaused_StaysSo()
    {
        _job.CompleteEnumeration();
        _job.Pause();

        Assert.Null(JobFinish.Decide(_job, 0, 0, 0));
    }
}
