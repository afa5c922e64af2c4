namespace Batch.Contracts.Kinds;

/// <summary>What a stage of a kind does with a chunk, in a worker.</summary>
public interface IStageRunner
{
    string Kind { get; }

    string Stage { get; }

    /// <summary>
    /// Runs one attempt. Bad input is an outcome; exceptions mean broken machinery, a dead engine
    /// (<see cref="Engines.EngineFailedException"/>) or cancellation.
    /// </summary>
    Task<StageOutcome> RunAsync(IStageRun run, CancellationToken cancellationToken);
}
