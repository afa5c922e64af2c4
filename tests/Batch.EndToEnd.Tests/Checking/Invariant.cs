namespace Batch.EndToEnd.Tests.Checking;

/// <summary>Something that must hold of the rows.</summary>
/// <param name="Sentence">What holds, with the number of the invariant in the design.</param>
/// <param name="Subjects">FROM and WHERE of what is looked at: it is counted.</param>
/// <param name="Violations">Ids of those of which it does not hold.</param>
internal sealed record Invariant(string Sentence, string Subjects, string Violations)
{
    /// <summary>Of everything once its job has ended.</summary>
    public static IReadOnlyList<Invariant> Of(Records records) => [.. Work, .. Ledger(records)];

    /// <summary>Besides, once no process runs any more.</summary>
    public static IReadOnlyList<Invariant> AtRest { get; } =
    [
        new("I3 every session has ended", "FROM sessions", """SELECT "Id" FROM sessions WHERE "State" IN ('Live', 'Draining')"""),
    ];

    private const string AttemptsTime = """(SELECT COALESCE(SUM(a."Meter_Run" + a."Meter_QualityRedo"), 0) FROM attempts a WHERE a."SessionId" = s."Id")""";

    private static readonly IReadOnlyList<Invariant> Work =
    [
        new("I1 every chunk has ended", "FROM chunks", """SELECT "Id" FROM chunks WHERE "State" NOT IN ('Committed', 'Failed', 'Cancelled')"""),
        new("I1 a committed chunk has exactly one committed attempt, the one that it names", """FROM chunks WHERE "State" = 'Committed'""", """
            SELECT c."Id" FROM chunks c WHERE c."State" = 'Committed' AND ((SELECT COUNT(*) FROM attempts a WHERE a."ChunkId" = c."Id" AND a."State" = 'Committed') <> 1
            OR NOT EXISTS (SELECT 1 FROM attempts a WHERE a."Id" = c."Attempt" AND a."ChunkId" = c."Id" AND a."State" = 'Committed'))
            """),
        new("I1 a committed chunk has a result, one alone where it transcribes", """FROM chunks WHERE "State" = 'Committed'""", """
            SELECT c."Id" FROM chunks c JOIN items i ON i."Id" = c."Spec_ItemId" AND i."Round" = c."Spec_Round"
            JOIN (SELECT c2."Id" AS "Chunk", COUNT(o."ObjectName") AS "Results" FROM chunks c2 LEFT JOIN objects o ON o."ItemId" = c2."Spec_ItemId"
                AND o."Round" = c2."Spec_Round" AND o."Stage" = c2."Spec_Stage" AND o."Sequence" = c2."Spec_Sequence" GROUP BY c2."Id") r ON r."Chunk" = c."Id"
            WHERE c."State" = 'Committed' AND (r."Results" = 0 OR (c."Spec_Stage" = 'transcribe' AND r."Results" <> 1))
            """),
        new("I1 a result was written by the attempt that committed, under its epoch", "FROM objects", """
            SELECT o."ObjectName" FROM objects o WHERE NOT EXISTS (
                SELECT 1 FROM chunks c WHERE c."State" = 'Committed' AND o."ObjectName" LIKE '%/' || c."Id" || '/e' || c."Epoch" || '/%'
                AND c."Spec_ItemId" = o."ItemId")
            """),
        new("I2 the chunks of an item follow each other without gap or overlap", """FROM chunks WHERE "Spec_PayloadJson" IS NOT NULL""", """
            SELECT c."Id" FROM chunks c WHERE c."Spec_PayloadJson" IS NOT NULL AND c."Spec_RangeStart" <> COALESCE((
                SELECT p."Spec_RangeEnd" FROM chunks p WHERE p."Spec_ItemId" = c."Spec_ItemId" AND p."Spec_Round" = c."Spec_Round"
                AND p."Spec_Stage" = c."Spec_Stage" AND p."Spec_Sequence" = c."Spec_Sequence" - 1), 0)
            """),
        new("I2 the chunks of an item reach its end", """FROM items WHERE "State" IN ('Completed', 'Partial') AND "ReusedFrom" IS NULL""", """
            SELECT i."Id" FROM items i JOIN (
                SELECT "Spec_ItemId" AS "Item", "Spec_Round" AS "Round", MAX("Spec_RangeEnd") AS "Reached" FROM chunks
                WHERE "Spec_PayloadJson" IS NOT NULL GROUP BY "Spec_ItemId", "Spec_Round") r ON r."Item" = i."Id" AND r."Round" = i."Round"
            WHERE r."Reached" <> i."Work"
            """),
        new("I4 a chunk has at most one attempt that is billed as useful", "FROM chunks", """
            SELECT a."ChunkId" FROM attempts a JOIN postings p ON p."Account_AttemptId" = a."Id" JOIN posting_lines l ON l."PostingId" = p."Id"
            WHERE l."Cause" = 'Useful' GROUP BY a."ChunkId" HAVING COUNT(*) > 1
            """),
        new("I5 every job has ended", "FROM jobs",
            """SELECT "Id" FROM jobs WHERE "EndedAt" IS NULL OR "State" NOT IN ('Completed', 'CompletedWithErrors', 'Failed', 'Cancelled')"""),
        new("I5 every item of an ended job has ended", "FROM items",
            """SELECT "Id" FROM items WHERE "State" NOT IN ('Completed', 'Partial', 'Failed', 'Skipped', 'Cancelled')"""),
        new("I6 a chunk is committed under the epoch of its attempt, and that is its last", """FROM chunks WHERE "State" = 'Committed'""", """
            SELECT c."Id" FROM chunks c JOIN attempts a ON a."Id" = c."Attempt" WHERE c."State" = 'Committed'
            AND (a."Epoch" <> c."Epoch" OR EXISTS (SELECT 1 FROM attempts b WHERE b."ChunkId" = c."Id" AND b."Epoch" > c."Epoch"))
            """),
        new("a job that has ended holds no scratch and nothing ahead", "FROM job_counters", """
            SELECT "JobId" FROM job_counters WHERE "ScratchBytes" <> 0 OR "ChunksAhead" <> 0 OR "ChunksOpen" <> 0 OR "AttemptsOpen" <> 0 OR "ItemsOpen" <> 0
            UNION SELECT "Id" FROM items WHERE "ScratchBytes" <> 0
            """),
    ];

    private static IReadOnlyList<Invariant> Ledger(Records records) =>
    [
        new("I3 every attempt has ended", "FROM attempts", """SELECT "Id" FROM attempts WHERE "State" = 'Running'"""),
        new("I3 an attempt has exactly one posting", "FROM attempts",
            """SELECT a."Id" FROM attempts a WHERE (SELECT COUNT(*) FROM postings p WHERE p."Account_AttemptId" = a."Id") <> 1"""),
        new("I3 the lines of an attempt's posting are its meter", "FROM attempts", """
            SELECT a."Id" FROM attempts a JOIN postings p ON p."Account_AttemptId" = a."Id"
            WHERE COALESCE((SELECT SUM(l."Time") FROM posting_lines l WHERE l."PostingId" = p."Id"), 0) <> a."Meter_Run" + a."Meter_QualityRedo"
            """),
        new("I3 the time of a session and of its attempts is its uptime x devices, of a live one not more", "FROM sessions", $"""
            SELECT s."Id" FROM sessions s WHERE s."At" * s."Devices" < s."Idle" + s."ColdStart" + s."Unattributed" + {AttemptsTime}
            OR (s."State" IN ('Closed', 'Lost') AND s."At" * s."Devices" <> s."Idle" + s."ColdStart" + s."Unattributed" + {AttemptsTime})
            """),
        new("I3 the postings of an ended session are its uptime x devices", """FROM sessions WHERE "State" IN ('Closed', 'Lost')""", """
            SELECT s."Id" FROM sessions s WHERE s."State" IN ('Closed', 'Lost') AND s."At" * s."Devices" <> COALESCE((
                SELECT SUM(l."Time") FROM posting_lines l JOIN postings p ON p."Id" = l."PostingId" WHERE p."Account_SessionId" = s."Id"), 0)
            """),
        new("I3 a roll-up is the sum of its postings", "FROM rollups", $"""
            SELECT r."Account" FROM rollups r WHERE r."Time" <> (
                SELECT COALESCE(SUM(l."Time"), 0) FROM posting_lines l JOIN postings p ON p."Id" = l."PostingId"
                WHERE COALESCE(p."Account_JobId", 'pool:' || p."Account_Pool") = r."Account" AND p."Account_Stage" = r."Stage"
                AND p."Account_Pool" = r."Pool" AND p."Account_Model" = r."Model" AND l."Cause" = r."Cause"
                AND l."RateVersion" = r."RateVersion" AND {records.Day("""p."At" """)} = r."Day")
            """),
        new("I3 all roll-ups together are all postings", "FROM posting_lines", """
            SELECT 'the ledger' FROM (SELECT COALESCE(SUM("Time"), 0) AS "Shown" FROM rollups) r, (SELECT COALESCE(SUM("Time"), 0) AS "Posted" FROM posting_lines) p
            WHERE r."Shown" <> p."Posted"
            """),
        new("I4 useful time is that of committed attempts", """FROM posting_lines WHERE "Cause" IN ('Useful', 'QualityRedo')""", """
            SELECT a."Id" FROM attempts a JOIN postings p ON p."Account_AttemptId" = a."Id" JOIN posting_lines l ON l."PostingId" = p."Id"
            WHERE l."Cause" IN ('Useful', 'QualityRedo') AND a."State" <> 'Committed'
            """),
    ];
}
