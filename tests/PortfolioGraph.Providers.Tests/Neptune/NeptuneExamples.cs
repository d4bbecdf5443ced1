namespace PortfolioGraph.Providers.Tests.Neptune;

/// <summary>Answers in the shapes of Neptune's documentation. The balances are its examples, digit for digit; the user is made up.</summary>
internal static class NeptuneExamples
{
    public const string Balances = """
        {"data":{"balances":[{
          "asset":{"id":"native;inj","group":"native","group_key":"inj"},
          "values":{"kind":"known",
            "asset_info":{"asset":{"id":"native;inj","group":"native","group_key":"inj"},
              "metadata":{"name":"Injective","symbol":"INJ","symbol_denom":"inj","decimals_denom":18,"decimals_display":4},
              "classification":{"kind":"regular","neptune_receipt_asset":{"id":"token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f","group":"token","group_key":"inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f"}}},
            "amount":"375425343522854919091","amount_scaled":"375.425343522854919091",
            "extra":{"text":{"amount":"375.4253 INJ"},
              "value":{"amount":"1125.656578751752046656","price":"2.99835","extra":{"text":{"price":"$2.99","amount":"$1,125.65"}}}}}}],
          "total_value":"626.552120573717882332","extra":{"text":{"total_value":"$626.55"}}},
         "error":null,"status":200,"status_text":"200 OK"}
        """;

    public const string Balance = """
        {"data":{
          "asset":{"id":"native;inj","group":"native","group_key":"inj"},
          "values":{"kind":"known",
            "asset_info":{"asset":{"id":"native;inj","group":"native","group_key":"inj"},
              "metadata":{"name":"Injective","symbol":"INJ","symbol_denom":"inj","decimals_denom":18,"decimals_display":4},
              "classification":{"kind":"regular","neptune_receipt_asset":{"id":"token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f","group":"token","group_key":"inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f"}}},
            "amount":"121433424019244729044","amount_scaled":"121.433424019244729044",
            "extra":{"text":{"amount":"121.4334 INJ"},
              "value":{"amount":"364.099906908102433329","price":"2.99835","extra":{"text":{"price":"$2.99","amount":"$364.09"}}}}}},
         "error":null,"status":200,"status_text":"200 OK"}
        """;

    public const string Inj = """{"asset":{"id":"native;inj","group":"native","group_key":"inj"},"classification":{"kind":"regular","neptune_receipt_asset":{"id":"token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f"}},"metadata":{"name":"Injective","symbol":"INJ","symbol_denom":"inj","decimals_denom":18,"decimals_display":4}}""";

    public const string ReceiptInj = """{"asset":{"id":"token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f"},"classification":{"kind":"neptune_receipt_token","origin_asset":{"id":"native;inj"}},"metadata":{"name":"Neptune Receipt INJ","symbol":"nINJ","symbol_denom":"ninj","decimals_denom":18,"decimals_display":4}}""";

    public const string Usdt = """{"asset":{"id":"native;peggy0xdAC17F958D2ee523a2206206994597C13D831ec7"},"classification":{"kind":"regular","neptune_receipt_asset":null},"metadata":{"name":"Tether","symbol":"USDT","symbol_denom":"peggy","decimals_denom":6,"decimals_display":2}}""";

    // The wallet holds 10 INJ and 4 nINJ of the 10 nINJ lent; the other 6 secure the loan in account 0.
    public const string User = $$$$$$$$"""
        {"data":{
          "markets":{
            "lend":{"net_rate":{"apr":"0.04","apy":"0.0408"},"asset_pools":[{
              "asset_info":{{{{{{{{Inj}}}}}}}},
              "market_rate":{"apr":"0.04","apy":"0.0408"},
              "origin_equivalent":{"held":"4400000000000000000","collateralized":"6600000000000000000","total":"11000000000000000000","extra":{"text":null}},
              "receipt_amounts":{"held":"4000000000000000000","collateralized":"6000000000000000000","total":"10000000000000000000","extra":{"text":null,"value":{"price":"3.3","held":"13.2","collateralized":"19.8","total":"33"}}}}]},
            "borrow":{"accounts":[
              {"index":0,"health":{"base":"1.7","boost":"0.1","result":"1.8"},
               "collaterals":[
                 {"asset_info":{{{{{{{{ReceiptInj}}}}}}}},"principal":"6000000000000000000","shares":"6000000000000000000","extra":{"value":{"price":"3.3","principal":"19.8","shares":"19.8"}}},
                 {"asset_info":{{{{{{{{Usdt}}}}}}}},"principal":"50000000","shares":"50000000","extra":{"value":{"price":"1.001","principal":"50.05","shares":"50.05"}}}],
               "debts":[
                 {"asset_info":{{{{{{{{Usdt}}}}}}}},"market_rate":{"apr":"0.1","apy":"0.1"},"principal":"20000000","shares":"20500000","extra":{"value":{"price":"1.001","principal":"20.02","shares":"20.5205"}}}],
               "debts_net_rate":{"apr":"0.1"}},
              {"index":3,"health":null,
               "collaterals":[],
               "debts":[{"asset_info":{{{{{{{{Inj}}}}}}}},"debt":"1500000000000000000","interest":"500000000000000000","principal":"1000000000000000000","extra":{"value":null}}]},
              {"index":4,"health":null,"collaterals":[],"debts":[]}],
             "totals":{"collaterals":[{"asset_info":{{{{{{{{Usdt}}}}}}}},"principal":"50000000","shares":"50000000"}],"debts":[{"asset_info":{{{{{{{{Usdt}}}}}}}},"principal":"20000000","shares":"20500000"}]}}},
          "nept":{
            "staking":{"bonding_sum":"100000000","claimable_rewards":"5000000","claimable_unbonding":"1000000","unclaimed":"6000000","pools":[],
              "extra":{"value":{"bonding_sum":"2.5","claimable_rewards":"0.125","claimable_unbonding":"0.025","unclaimed":"0.15"}},
              "unbonding":{"amount_sum":"10000000","contents":[{"amount":"10000000","unlock_at":"2024-06-01T00:00:00Z"}],"extra":{"value":{"amount_sum":"0.25"}}}},
            "unlocks":{"totals":{"amount":"1000000000","locked":"600000000","claimable":"100000000","claimed":"250000000","expired":"30000000","reclaimed":"20000000",
                "extra":{"value":{"amount":"25","locked":"15","claimable":"2.5","claimed":"6.25","expired":"0.75","reclaimed":"0.5"}}},
              "arrangements":[{"schedule":{"kind":"linear","duration":0,"ends_at":"2025-01-01T00:00:00Z"}}]}},
          "wallets":{"balances":[
            {"asset":{"id":"native;inj"},"values":{"kind":"known","asset_info":{{{{{{{{Inj}}}}}}}},"amount":"10000000000000000000","amount_scaled":"10","extra":{"text":null,"value":{"amount":"30","price":"3"}}}},
            {"asset":{"id":"token;inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f"},"values":{"kind":"known","asset_info":{{{{{{{{ReceiptInj}}}}}}}},"amount":"4000000000000000000","amount_scaled":"4","extra":{"text":null,"value":{"amount":"13.2","price":"3.3"}}}},
            {"asset":{"id":"token;inj1zzz","group":"token","group_key":"inj1zzz"},"values":{"kind":"unknown","amount":"12"}}],
           "total_value":"43.2"}},
         "error":null,"status":200,"status_text":"200 OK"}
        """;
}
