using Batch.Contracts.Workers;
using MassTransit;

namespace Batch.Coordinator.Leases;

internal sealed class RegisterWorkerConsumer(Registrations registrations) : IConsumer<RegisterWorker>
{
    public async Task Consume(ConsumeContext<RegisterWorker> context) =>
        await context.RespondAsync(await registrations.RegisterAsync(context.Message, context.CancellationToken));
}
