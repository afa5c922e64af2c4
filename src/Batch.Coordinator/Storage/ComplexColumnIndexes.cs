using Microsoft.EntityFrameworkCore.Migrations;

namespace Batch.Coordinator.Storage;

/// <summary>
/// Indexes on columns of complex types, which EF Core 10 cannot declare; the SQL is the same on SQLite and PostgreSQL.
/// </summary>
internal static class ComplexColumnIndexes
{
    private static readonly (string Name, string Definition)[] Indexes =
    [
        // One range per project and pool, best chunk first; as small as what is ready.
        ("IX_chunks_ready", """INDEX "IX_chunks_ready" ON chunks ("Spec_Pool", "Spec_Project", "Spec_Priority" DESC, "Spec_Weight" DESC, "Id") WHERE "State" = 'Ready'"""),
        // The dispatch window is counted for every hint: only what is in it.
        ("IX_chunks_hinted", """INDEX "IX_chunks_hinted" ON chunks ("Spec_Pool", "DispatchedUntil") WHERE "State" = 'Ready' AND "DispatchedUntil" IS NOT NULL"""),
        ("IX_chunks_ready_by_job", """INDEX "IX_chunks_ready_by_job" ON chunks ("Spec_JobId", "Id") WHERE "State" = 'Ready'"""),
        ("IX_chunks_item", """UNIQUE INDEX "IX_chunks_item" ON chunks ("Spec_ItemId", "Spec_Round", "Spec_Stage", "Spec_Sequence")"""),
        // Listing a source twice finds every name once.
        ("IX_items_source", """UNIQUE INDEX "IX_items_source" ON items ("JobId", "Source_Name")"""),
        ("IX_items_stem", """INDEX "IX_items_stem" ON items ("JobId", "Source_StemKey")"""),
        ("IX_jobs_fingerprint", """INDEX "IX_jobs_fingerprint" ON jobs ("Submission_Fingerprint")"""),
        // An attempt has exactly one terminal posting (invariant I3).
        ("IX_postings_attempt", """UNIQUE INDEX "IX_postings_attempt" ON postings ("Account_AttemptId") WHERE "Account_AttemptId" IS NOT NULL"""),
        ("IX_postings_session", """INDEX "IX_postings_session" ON postings ("Account_SessionId")"""),
        ("IX_postings_job", """INDEX "IX_postings_job" ON postings ("Account_JobId") WHERE "Account_JobId" IS NOT NULL"""),
        ("IX_postings_item", """INDEX "IX_postings_item" ON postings ("Account_ItemId") WHERE "Account_ItemId" IS NOT NULL"""),
    ];

    // Came with the migration RunAhead.
    private static readonly (string Name, string Definition)[] Held =
    [
        ("IX_chunks_held", """INDEX "IX_chunks_held" ON chunks ("Spec_JobId", "Spec_Weight" DESC, "Id") WHERE "State" = 'Held'"""),
    ];

    public static void Create(MigrationBuilder migration) => Create(migration, Indexes);

    public static void Drop(MigrationBuilder migration) => Drop(migration, Indexes);

    public static void CreateHeld(MigrationBuilder migration) => Create(migration, Held);

    public static void DropHeld(MigrationBuilder migration) => Drop(migration, Held);

    private static void Create(MigrationBuilder migration, (string Name, string Definition)[] indexes)
    {
        foreach (var (_, definition) in indexes)
        {
            migration.Sql($"CREATE {definition};");
        }
    }

    private static void Drop(MigrationBuilder migration, (string Name, string Definition)[] indexes)
    {
        foreach (var (name, _) in indexes)
        {
            migration.Sql($"""DROP INDEX "{name}";""");
        }
    }
}
