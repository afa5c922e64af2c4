using Batch.Contracts.Attempts;
using MassTransit;

namespace Batch.Coordinator.Attempts;

/// <summary>The fast path of a commit; the heartbeat repeats what gets lost here.</summary>
internal sealed class AttemptFinishedConsumer(Commits commits) : IConsumer<AttemptFinished>
{
    public Task Consume(ConsumeContext<AttemptFinished> context) =>
        commits.FinishAsync(context.Message, context.CancellationToken);
}
