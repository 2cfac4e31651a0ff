namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>What every mail about ketenmachtigingen tells both companies: who, to whom, what, and where it was recorded (§2.8).</summary>
public abstract record KetenmachtigingGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public string Aanvraagnummer { get; init; } = "";

    /// <summary>Who gives them.</summary>
    public string Gever { get; init; } = "";

    /// <summary>His KvK number.</summary>
    public string GeverKvk { get; init; } = "";

    /// <summary>Who may act.</summary>
    public string Intermediair { get; init; } = "";

    /// <summary>Its KvK number.</summary>
    public string IntermediairKvk { get; init; } = "";

    /// <summary>When they were recorded.</summary>
    public DateTimeOffset VastgelegdOp { get; init; }

    /// <summary>Those that hold.</summary>
    public IReadOnlyList<KetenRegelGegevens> Geldig { get; init; } = [];

    /// <summary>Those that hold no more.</summary>
    public IReadOnlyList<KetenRegelGegevens> Beeindigd { get; init; } = [];

    /// <summary>Where one signs in; empty for who is no beheerder at We-ID.</summary>
    public string Link { get; init; } = "";
}

/// <summary>New ketenmachtigingen were recorded.</summary>
public sealed record KetenmachtigingVastgelegdGegevens : KetenmachtigingGegevens;

/// <summary>Some were extended or withdrawn, or one has lapsed.</summary>
public sealed record KetenmachtigingGewijzigdGegevens : KetenmachtigingGegevens;

/// <summary>Some end soon.</summary>
public sealed record KetenmachtigingVerlooptGegevens : KetenmachtigingGegevens;

/// <summary>None of them holds any more.</summary>
public sealed record KetenmachtigingBeeindigdGegevens : KetenmachtigingGegevens;

/// <summary>One ketenmachtiging.</summary>
public sealed record KetenRegelGegevens
{
    /// <summary>What it covers.</summary>
    public required string Dienst { get; init; }

    /// <summary>The level that using it needs.</summary>
    public required string Niveau { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly Tot { get; init; }
}

/// <summary>The offerte for the ketenmodule; its PDF goes with the mail .</summary>
public sealed record OfferteGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag, by which the offerte is known.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>The intermediair.</summary>
    public required string Organisatie { get; init; }

    /// <summary>Its KvK number.</summary>
    public required string KvkNummer { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<OfferteRegelGegevens> Regels { get; init; }

    /// <summary>Sum without btw.</summary>
    public required decimal Exclusief { get; init; }

    /// <summary>The btw in percent, as written in the language of the reader.</summary>
    public required string BtwPercentage { get; init; }

    /// <summary>The btw.</summary>
    public required decimal Btw { get; init; }

    /// <summary>What is paid.</summary>
    public required decimal Inclusief { get; init; }

    /// <summary>Last day on which it can be accepted.</summary>
    public required DateOnly GeldigTot { get; init; }

    /// <summary>A note of We-ID; empty when there is none.</summary>
    public string Toelichting { get; init; } = "";

    /// <summary>The page on which it can be answered.</summary>
    public required string Link { get; init; }
}

/// <summary>One line of an offerte.</summary>
public sealed record OfferteRegelGegevens
{
    /// <summary>What it is for.</summary>
    public required string Omschrijving { get; init; }

    /// <summary>Amount without btw.</summary>
    public required decimal Bedrag { get; init; }

    /// <summary>Charged once; otherwise each year.</summary>
    public required bool Eenmalig { get; init; }
}

/// <summary>Reminds the intermediair of an offerte that it has not answered.</summary>
public sealed record OfferteHerinneringGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Last day on which it can be accepted.</summary>
    public required DateOnly GeldigTot { get; init; }

    /// <summary>The page on which it can be answered.</summary>
    public required string Link { get; init; }
}

/// <summary>Nothing comes of an offerte: declined, or not answered in time.</summary>
public sealed record OfferteAfgelopenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Whether it was declined; otherwise it lapsed.</summary>
    public required bool Geweigerd { get; init; }

    /// <summary>Where the module can be asked for again.</summary>
    public required string Link { get; init; }
}

/// <summary>The intermediair can invite its relations from now on .</summary>
public sealed record KetenmoduleBeschikbaarGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>The intermediair.</summary>
    public required string Organisatie { get; init; }

    /// <summary>The page on which relations are invited.</summary>
    public required string Link { get; init; }
}

/// <summary>What a mail asks of a relation: who asks what, and the personal link.</summary>
public abstract record KetenuitnodigingGegevens : TemplateGegevens
{
    /// <summary>Who asks.</summary>
    public string Intermediair { get; init; } = "";

    /// <summary>Its KvK number.</summary>
    public string IntermediairKvk { get; init; } = "";

    /// <summary>Who is asked.</summary>
    public string Relatie { get; init; } = "";

    /// <summary>Its KvK number.</summary>
    public string RelatieKvk { get; init; } = "";

    /// <summary>For what.</summary>
    public IReadOnlyList<string> Diensten { get; init; } = [];

    /// <summary>Last day on which it can be answered.</summary>
    public DateOnly Uiterlijk { get; init; }

    /// <summary>The personal link.</summary>
    public string Link { get; init; } = "";
}

/// <summary>The first mail to a relation.</summary>
public sealed record KetenuitnodigingEersteGegevens : KetenuitnodigingGegevens;

/// <summary>The reminder, with another link.</summary>
public sealed record KetenuitnodigingHerinneringGegevens : KetenuitnodigingGegevens;

/// <summary>What a reviewer asks of a relation about its form, and the personal link to answer by.</summary>
public abstract record KetenaanvullingGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public string Aanvraagnummer { get; init; } = "";

    /// <summary>Who may act once it holds.</summary>
    public string Intermediair { get; init; } = "";

    /// <summary>Who is asked.</summary>
    public string Relatie { get; init; } = "";

    /// <summary>What the reviewer asks, one line each.</summary>
    public IReadOnlyList<string> Vragen { get; init; } = [];

    /// <summary>Last day of the answer.</summary>
    public DateOnly Uiterlijk { get; init; }

    /// <summary>The personal link.</summary>
    public string Link { get; init; } = "";
}

/// <summary>The question to a relation.</summary>
public sealed record KetenaanvullingGevraagdGegevens : KetenaanvullingGegevens;

/// <summary>The same once more, with another link.</summary>
public sealed record KetenaanvullingHerinneringGegevens : KetenaanvullingGegevens;

/// <summary>Nothing comes of an uitnodiging.</summary>
public sealed record KetenuitnodigingAfgelopenGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Who asked.</summary>
    public required string Intermediair { get; init; }

    /// <summary>Who was asked.</summary>
    public required string Relatie { get; init; }

    /// <summary>Name of a <see cref="Machtigingen.KetenUitnodigingStatus"/>, or <c>NietAangevuld</c> when a question was not answered in time.</summary>
    public required string Afloop { get; init; }

    /// <summary>Why it was rejected, one sentence each; empty when it was not.</summary>
    public required IReadOnlyList<string> Redenen { get; init; }
}

/// <summary>The form that a wettelijk vertegenwoordiger signs .</summary>
public sealed record KetenformulierGegevens : TemplateGegevens
{
    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>Who may act.</summary>
    public required string Intermediair { get; init; }

    /// <summary>Its KvK number.</summary>
    public required string IntermediairKvk { get; init; }

    /// <summary>Who gives the ketenmachtiging.</summary>
    public required string Relatie { get; init; }

    /// <summary>Its KvK number.</summary>
    public required string RelatieKvk { get; init; }

    /// <summary>Who signs.</summary>
    public required string Vertegenwoordiger { get; init; }

    /// <summary>For what.</summary>
    public required IReadOnlyList<string> Diensten { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly Einddatum { get; init; }
}
