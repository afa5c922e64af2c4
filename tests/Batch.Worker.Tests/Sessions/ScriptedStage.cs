using Batch.Contracts.Kinds;

namespace Batch.Worker.Tests.Sessions;

/// <summary>A stage that does what the test says.</summary>
internal sealed class ScriptedStage(Func<IStageRun, CancellationToken, Task<StageOutcome>> run) : IStageRunner
{
    public string Kind => "test";

    public string Stage => "work";

    public static StageOutcome Done { get; } = new StageOutcome.Done([]);

    public Task<StageOutcome> RunAsync(IStageRun stageRun, CancellationToken cancellationToken) => run(stageRun, cancellationToken);
}
