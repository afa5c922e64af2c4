namespace Batch.Simulation.Tests.Coordinators;

/// <summary>What people do to jobs and workers, at the worst of times.</summary>
internal enum PersonAct
{
    Pause,
    Resume,
    Cancel,
    Retry,
    Drain,
}
