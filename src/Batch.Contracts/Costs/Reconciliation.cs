namespace Batch.Contracts.Costs;

/// <summary>The answer of <c>GET /v1/ledger/reconciliation</c>: whether the postings add up to the uptime of the workers.</summary>
/// <param name="Reconciled">True where every session adds up and every roll-up equals its postings.</param>
/// <param name="Sessions">Sessions checked.</param>
/// <param name="UptimeDeviceMicros">Their uptime x devices.</param>
/// <param name="AttributedMicros">What postings and pending attempts say.</param>
/// <param name="PendingAttempts">Attempts that run now.</param>
/// <param name="Problems">One sentence for each thing that does not add up.</param>
public sealed record Reconciliation(
    bool Reconciled,
    int Sessions,
    long UptimeDeviceMicros,
    long AttributedMicros,
    int PendingAttempts,
    IReadOnlyList<string> Problems);
