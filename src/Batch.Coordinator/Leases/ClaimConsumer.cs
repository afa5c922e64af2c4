using Batch.Contracts.Leases;
using MassTransit;

namespace Batch.Coordinator.Leases;

internal sealed class ClaimConsumer(Claims claims) : IConsumer<Claim>
{
    public async Task Consume(ConsumeContext<Claim> context) =>
        await context.RespondAsync(await claims.ClaimAsync(context.Message, context.CancellationToken));
}
